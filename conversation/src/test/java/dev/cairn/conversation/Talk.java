package dev.cairn.conversation;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session of an agent that sends its whole conversation with every request, and the rows that the
 * proxy's projector makes of it.
 */
final class Talk {
  static final String SESSION = "5e55-10n";

  private final SampleProjector projector;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> hashes = new HashMap<>();
  private final List<Said> said = new ArrayList<>();
  private final String session;
  private long clock = 1_000_000;
  private long offset;
  private int exchanges;
  private int unseen;
  private boolean sidechain;
  private boolean goingOn;

  Talk(SampleProjector projector, String session) {
    this.projector = projector;
    this.session = session;
  }

  static Talk with(SampleProjector projector) {
    return new Talk(projector, SESSION);
  }

  /** All rows so far, in the order of recording. */
  List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The rows since the last call, in the order of recording. */
  List<Row> take() {
    List<Row> taken = List.copyOf(rows);
    rows.clear();
    return taken;
  }

  /** A person says something; the next request sends it. */
  Talk person(String text) {
    said.add(new Said(null, text, null, null, clock));
    return this;
  }

  /** A tool answers; the next request sends it. */
  Talk result(String call, String text) {
    said.add(new Said(null, text, null, call, clock));
    return this;
  }

  /** The model has replied while nobody recorded. */
  Talk unseen(String text, @Nullable String call) {
    said.add(new Said("unseen-" + unseen++, text, call, null, clock));
    return this;
  }

  /** Sends the conversation; the model replies with a text and perhaps a call. */
  Talk reply(String id, String text, @Nullable String call) {
    exchange(id, text, call);
    said.add(new Said(id, text, call, null, clock));
    return this;
  }

  Talk reply(String id, String text) {
    return reply(id, text, null);
  }

  /** Sends the conversation and gets no reply. */
  Talk fails() {
    exchange(null, "", null);
    return this;
  }

  /** Goes on from an earlier point. */
  Talk back(int messages) {
    said.subList(Math.max(1, said.size() - messages), said.size()).clear();
    return this;
  }

  /** The agent replaces the conversation by its summary. */
  Talk compact(String summary) {
    said.clear();
    return person(summary);
  }

  Talk sidechain(boolean now) {
    sidechain = now;
    return this;
  }

  /** From now on a request goes on from the last reply without repeating anything, or does not. */
  Talk goingOn(boolean now) {
    goingOn = now;
    return this;
  }

  /** Moves the clock by microseconds. */
  Talk later(long micros) {
    clock += micros;
    return this;
  }

  /**
   * What the agent's own file tells of the conversation as it stands, in replies under their ids.
   */
  Talk transcript() {
    String preceding = "";
    for (Said message : said) {
      Row row = witnessed(message, preceding, "transcript", message.time + 7);
      if (message.id != null) {
        row.set("message_key", message.id)
            .set("alias", null)
            .set("provider_message_id", message.id);
        row.set("attributes", "{\"uuid\":\"u-" + message.id + "\",\"index\":99}");
        new Usage(1L, 1L, 1L, null, null, null).into(row);
        preceding = message.id;
      }
      rows.add(place(row.set("client_version", "2.1")));
    }
    offset += 100;
    return this;
  }

  private void exchange(@Nullable String id, String text, @Nullable String call) {
    clock += 1_000;
    long start = clock;
    clock += 500;
    String exchangeId = session + "-" + exchanges++;
    int repeated = repeated();
    if (goingOn && repeated > 0) {
      goOn(said.get(repeated - 1).id, said.subList(repeated, said.size()), start, exchangeId);
      reply(
          said.get(repeated - 1).id,
          said.subList(repeated, said.size()),
          id,
          text,
          call,
          exchangeId);
    } else {
      List<Row> all = projected("", said, start, exchangeId);
      rows.add(exchangeRow(exchangeId, start, all.subList(0, repeated)));
      all.subList(repeated, all.size()).forEach(row -> rows.add(place(row)));
      reply("", said, id, text, call, exchangeId);
      List<Said> repeatedSaid = List.copyOf(said.subList(0, repeated));
      long place = offset;
      projector.put(exchangeId, () -> told(repeatedSaid, start, exchangeId, place));
    }
    offset += 100;
  }

  /** How many messages stand up to and including the last reply. */
  private int repeated() {
    int repeated = 0;
    for (int i = 0; i < said.size(); i++) {
      repeated = said.get(i).id == null ? repeated : i + 1;
    }
    return repeated;
  }

  private void goOn(String preceding, List<Said> fresh, long start, String exchangeId) {
    rows.add(exchangeRow(exchangeId, start, List.of()));
    projected(preceding, fresh, start, exchangeId).forEach(row -> rows.add(place(row)));
  }

  private void reply(
      String preceding,
      List<Said> request,
      @Nullable String id,
      String text,
      @Nullable String call,
      String exchangeId) {
    if (id != null) {
      List<Said> whole = new ArrayList<>(request);
      whole.add(new Said(id, text, call, null, clock));
      Row row = projected(preceding, whole, clock, exchangeId).getLast();
      reply(row.set("preceding", goingOn ? preceding : null), id, call);
    }
  }

  private List<Row> told(List<Said> messages, long start, String exchangeId, long place) {
    List<Row> told = new ArrayList<>();
    List<Row> history = projected("", messages, start, exchangeId);
    for (int i = 0; i < history.size(); i++) {
      Row row = place(history.get(i).set("from_history", true)).set("position_offset", place);
      told.add(row);
      String call = messages.get(i).call;
      if (call != null) {
        told.add(callPart(row.copy(), call).set("part", 1L));
      }
    }
    return told;
  }

  /** One row of text, and one of the call if there is one. */
  private void reply(Row row, String id, @Nullable String call) {
    row.set("message_key", id).set("provider_message_id", id).set("model", "sonnet");
    if (call != null) {
      rows.add(place(callPart(row.copy(), call).set("part", 1L)));
    }
    rows.add(place(new Usage(10L, 5L, null, null, null, null).into(row)));
  }

  private static Row callPart(Row row, String call) {
    return row.set("part_type", "tool_call")
        .set("content_text", null)
        .set("tool_name", "Bash")
        .set("tool_use_id", call)
        .set("tool_args", "{\"command\":\"ls\"}");
  }

  private Row exchangeRow(String id, long start, List<Row> history) {
    List<String> keys = history.stream().map(row -> row.text("message_key")).toList();
    return place(
        Row.of(Datasets.EXCHANGES)
            .set("exchange_id", id)
            .set("ts", start)
            .set("workspace", "local")
            .set("session_id", session)
            .set("request_body", "{}")
            .set("history", JsonMapper.shared().writeValueAsString(keys)));
  }

  private List<Row> projected(String begin, List<Said> messages, long time, String exchangeId) {
    List<Row> projected = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    String preceding = begin;
    for (Said message : messages) {
      Row row = witnessed(message, preceding, "proxy", time).set("exchange_id", exchangeId);
      row.set("attributes", "{\"index\":" + projected.size() + "}").set("cwd", "/work");
      String key = Canonical.text(row, "message_key");
      int occurrence = seen.merge(key, 1, Integer::sum);
      if (message.id != null) {
        preceding = key + "#" + occurrence;
        row.set("message_key", preceding).set("alias", preceding);
      } else if (occurrence > 1) {
        row.set("message_key", key + "#" + occurrence);
      }
      projected.add(row);
    }
    return projected;
  }

  private Row witnessed(Said message, String preceding, String witness, long time) {
    Row row =
        Row.of(Datasets.WITNESSED)
            .set("ts", time)
            .set("workspace", "local")
            .set("session_id", session)
            .set("witness", witness)
            .set("part", 0L)
            .set("part_type", "text")
            .set("content_text", message.text)
            .set("is_sidechain", sidechain);
    if (message.id != null) {
      String digest = message.call == null ? "text:" + message.text : "call:" + message.call;
      return row.set("role", "assistant").set("message_key", "a-" + hex(digest));
    }
    if (message.answered != null) {
      return row.set("role", "tool")
          .set("message_key", "t-" + message.answered)
          .set("part_type", "tool_result")
          .set("tool_use_id", message.answered)
          .set("tool_status", "success");
    }
    String hash = hex("user" + message.text);
    return row.set("role", "user")
        .set("preceding", preceding)
        .set("content_hash", hash)
        .set("message_key", "w-" + hex(preceding + "\n" + hash));
  }

  private String hex(String text) {
    return hashes.computeIfAbsent(text, Hashes::hex);
  }

  private Row place(Row row) {
    return row.set("journal_id", "journal")
        .set("position_date", "2026-11-20")
        .set("position_offset", offset);
  }

  /** A message of the conversation: a reply has an id, a result the call that it answers. */
  private record Said(
      @Nullable String id,
      String text,
      @Nullable String call,
      @Nullable String answered,
      long time) {}
}
