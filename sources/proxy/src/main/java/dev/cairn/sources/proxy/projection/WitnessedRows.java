package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import dev.cairn.sources.proxy.projection.Message.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the rows of {@code witnessed} of one exchange. */
final class WitnessedRows {
  private static final List<String> SAME =
      List.of(
          "workspace",
          "gateway_id",
          "machine",
          "agent",
          "session_id",
          "run_id",
          "exchange_id",
          "cwd",
          "git_branch",
          "journal_id",
          "position_date",
          "position_offset");

  private final Row exchange;
  private final Reading reading;
  private final Answer answer;
  private final Row common;
  private final Attributes attributes;
  private final String conversation;
  private final Map<String, String> toolNames = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  WitnessedRows(Row exchange, Reading reading, Answer answer) {
    this.exchange = exchange;
    this.reading = reading;
    this.answer = answer;
    Dialect dialect = Objects.requireNonNull(reading.dialect(), "dialect");
    this.attributes = new Attributes(reading.asked(), dialect.settings());
    this.common = common(exchange, reading);
    this.conversation = conversation(exchange, reading);
  }

  private static Row common(Row exchange, Reading reading) {
    Row row = Row.of(Datasets.WITNESSED);
    for (String column : SAME) {
      row.set(column, exchange.value(column));
    }
    var sighting = reading.seen().sighting();
    return row.set("parent_session_id", sighting.parentSession())
        .set("client_version", sighting.clientVersion())
        .set("is_sidechain", sighting.sidechain())
        .set("witness", "proxy")
        .set("provider", reading.provider())
        .set("model", exchange.value("model"));
  }

  /** Collectivus never read the Responses API, so there the session is the conversation. */
  private static String conversation(Row exchange, Reading reading) {
    String session = String.valueOf(exchange.text("session_id"));
    return reading.dialect() instanceof OpenAiResponses
        ? session
        : Session.conversation(reading.asked(), String.valueOf(exchange.text("exchange_id")));
  }

  /** The messages after the last assistant message of the request, and the reply. */
  List<Row> fresh() {
    List<Keyed> messages = reading.keys().messages();
    rememberTools(messages);
    common.set("from_history", false).set("request_id", exchange.value("request_id"));
    for (Keyed keyed : messages.subList(reading.keys().repeated(), messages.size())) {
      message(keyed);
    }
    Reply reply = answer.reply();
    if (reply != null) {
      reply(reply);
    }
    return rows;
  }

  /** The messages up to and including the last assistant message of the request. */
  List<Row> history() {
    List<Keyed> messages = reading.keys().messages();
    rememberTools(messages);
    common.set("from_history", true);
    messages.subList(0, reading.keys().repeated()).forEach(this::message);
    return rows;
  }

  private void rememberTools(List<Keyed> messages) {
    for (Keyed keyed : messages) {
      for (Part part : keyed.message().parts()) {
        Part.Tool tool = part.tool();
        if (tool != null && tool.id() != null && tool.name() != null) {
          toolNames.putIfAbsent(tool.id(), tool.name());
        }
      }
    }
  }

  private void message(Keyed keyed) {
    Message message = keyed.message();
    int number = 0;
    for (Part part : message.parts()) {
      Row row = row(message, part, number++);
      row.set("message_key", keyed.key())
          .set("alias", keyed.alias())
          .set("preceding", keyed.preceding())
          .set("content_hash", keyed.contentHash())
          .set("ts", exchange.value("ts"))
          .set("attributes", attributes.of(part).append('}').toString());
      rows.add(row);
    }
  }

  private void reply(Reply reply) {
    List<Part> parts = reply.parts();
    if (parts.isEmpty()) {
      if (!reply.billed()) {
        return;
      }
      parts = List.of(empty());
    }
    Message message = Cut.assistantOf(parts);
    String alias = reading.keys().aliasOfReply(reply.parts());
    for (int number = 0; number < parts.size(); number++) {
      Part part = parts.get(number);
      StringBuilder more = attributes.of(part);
      if (number == parts.size() - 1) {
        Attributes.end(more, reply.stopReason(), answer.failure());
      }
      Row row = said(row(message, part, number), reply).set("alias", alias);
      if (reading.dialect() instanceof OpenAiResponses && OpenAiResponses.goesOn(reading.asked())) {
        row.set("preceding", reading.script().preceding());
      }
      row.set("attributes", more.append('}').toString());
      rows.add((number == 0 ? reply.usage() : Usage.NOT_RECORDED).into(row));
    }
  }

  private Row said(Row row, Reply reply) {
    String id = reply.id();
    String model = reply.model();
    return row.set("message_key", id == null ? "x-" + exchange.text("exchange_id") : id)
        .set("ts", exchange.value("ts_end"))
        .set("provider_message_id", id)
        .set("stop_reason", reply.stopReason())
        .set("model", model == null ? row.value("model") : model);
  }

  private Part empty() {
    Script script = reading.script();
    Original original =
        new Original(
            script.count(), "assistant", JsonNodeFactory.instance.arrayNode(), script.last());
    return Part.other("empty", "empty", null, original, 0);
  }

  private Row row(Message message, Part part, int number) {
    Original before = part.original().before();
    Row row = common.copy();
    row.set("part", (long) number)
        .set("role", message.role())
        .set("author_role", message.authorRole())
        .set("message_type", message.kind() == Kind.TOOL_RESULT ? "tool_result" : "message")
        .set("part_type", part.type())
        .set("content_text", part.text())
        .set("compat_message_id", part.original().id(conversation))
        .set("previous_message_id", before == null ? null : before.id(conversation));
    Part.Tool tool = part.tool();
    if (tool != null) {
      row.set("tool_name", toolName(tool))
          .set("tool_use_id", tool.id())
          .set("tool_args", tool.args() == null ? null : Json.write(tool.args()))
          .set("tool_status", tool.status());
    }
    return row;
  }

  private @Nullable String toolName(Part.Tool tool) {
    return tool.name() != null || tool.id() == null ? tool.name() : toolNames.get(tool.id());
  }
}
