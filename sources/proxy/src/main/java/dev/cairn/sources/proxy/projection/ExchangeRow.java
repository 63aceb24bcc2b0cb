package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Datasets;
import dev.cairn.model.Position;
import dev.cairn.model.Row;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills the columns of {@code exchanges} that do not depend on what the bodies mean. */
final class ExchangeRow {
  private ExchangeRow() {}

  static Row of(
      Recorded recorded, OpenExchange open, Position position, Defaults defaults, long limit) {
    Row row = Row.of(Datasets.EXCHANGES);
    JsonNode closing = recorded.closing();
    row.set("exchange_id", Json.text(closing, "exchange_id"));
    times(row, closing, open.events());
    String workspace = Json.firstText(closing, "workspace");
    String machine = Json.firstText(closing, "machine");
    row.set("workspace", workspace == null ? defaults.workspace() : workspace)
        .set("gateway_id", position.gateway())
        .set("machine", machine == null ? defaults.machine() : machine)
        .set("journal_id", position.journal().toString())
        .set("position_date", position.date().toString())
        .set("position_offset", position.offset());
    for (String same : List.of("run_id", "upstream", "cwd", "git_branch", "error")) {
      row.set(same, Json.firstText(closing, same));
    }
    String recording = Json.text(closing, "recording");
    row.set("recording", recording == null ? "complete" : recording);
    client(row, closing.path("client"), recorded.request());
    request(row, recorded);
    response(row, recorded, open.events());
    longCells(row, recorded, open, limit);
    return row;
  }

  private static void times(Row row, JsonNode closing, List<StreamEvent> events) {
    Long start = Time.micros(Json.text(closing, "ts_start"));
    Long end = Time.micros(Json.text(closing, "ts_end"));
    Long firstByte = Json.number(closing, "ttft_ms");
    if (firstByte == null && !events.isEmpty()) {
      firstByte = events.getFirst().time();
    }
    row.set("ts", start == null ? end : start)
        .set("ts_end", end == null ? start : end)
        .set("duration_ms", Json.number(closing, "duration_ms"))
        .set("ttft_ms", firstByte);
  }

  private static void client(Row row, JsonNode client, JsonNode request) {
    String userAgent = Json.text(client, "user_agent");
    row.set("client_ip", Json.text(client, "ip"))
        .set(
            "user_agent",
            userAgent == null ? header(request.path("headers"), "user-agent") : userAgent);
  }

  private static void request(Row row, Recorded recorded) {
    JsonNode request = recorded.request();
    row.set("method", Json.text(request, "method"))
        .set("path", Json.text(request, "path"))
        .set("request_headers", json(request.path("headers")))
        .set("request_bytes", Recorded.wireBytes(request, recorded.requestBody()));
  }

  private static void response(Row row, Recorded recorded, List<StreamEvent> events) {
    JsonNode response = recorded.response();
    JsonNode headers = response.path("headers");
    String requestId = header(headers, "request-id");
    Long count = Json.number(recorded.closing(), "stream_event_count");
    row.set("status", Json.number(response, "status"))
        .set("response_headers", json(headers))
        .set("request_id", requestId == null ? header(headers, "x-request-id") : requestId)
        .set("response_bytes", Recorded.wireBytes(response, recorded.responseBody()))
        .set("stream_event_count", count == null ? Long.valueOf(events.size()) : count)
        .set("stream", !events.isEmpty() || isStream(recorded, headers));
  }

  private static boolean isStream(Recorded recorded, JsonNode headers) {
    String type = header(headers, "content-type");
    return "websocket".equals(Json.text(recorded.closing(), "transport"))
        || (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"));
  }

  private static void longCells(Row row, Recorded recorded, OpenExchange open, long limit) {
    Cell events = open.events().isEmpty() ? Cell.ABSENT : Cell.of(open.events(), limit);
    long left = open.eventBytesLeftOut();
    if (left > 0) {
      String text = events.text();
      long told = events.trueBytes() > 0 || text == null ? events.trueBytes() : text.length();
      events = new Cell(text, told + left);
    }
    StringBuilder truncated = new StringBuilder();
    cell(row, "request_body", recorded.requestBody(), truncated);
    cell(row, "response_body", recorded.responseBody(), truncated);
    cell(row, "stream_events", events, truncated);
    row.set("truncated", truncated.isEmpty() ? null : truncated.append('}').toString());
  }

  private static void cell(Row row, String column, Cell cell, StringBuilder truncated) {
    row.set(column, cell.text());
    if (cell.trueBytes() > 0) {
      truncated.append(truncated.isEmpty() ? '{' : ',');
      CanonicalJson.quote(column, truncated);
      truncated.append(':').append(cell.trueBytes());
    }
  }

  private static @Nullable String json(JsonNode node) {
    return node.isObject() ? Json.write(node) : null;
  }

  /** The first value of a header whose name is in lower case. */
  static @Nullable String header(JsonNode headers, String name) {
    JsonNode value = headers.path(name);
    return Json.text(value.isArray() ? value.path(0) : value);
  }
}
