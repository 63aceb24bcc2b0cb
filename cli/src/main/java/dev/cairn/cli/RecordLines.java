package dev.cairn.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records of the proxy as one line each: when, who, what was asked, what came of it. */
final class RecordLines {
  private final Terminal terminal;
  private final Ansi ansi;

  RecordLines(Terminal terminal) {
    this.terminal = terminal;
    this.ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
  }

  /** The line for a record, or null for one that says nothing to a person. */
  @Nullable String line(String json) {
    try {
      JsonNode entry = JsonMapper.shared().readTree(json);
      return switch (entry.path("kind").asString("")) {
        case "request" -> fitted(head(entry, "ts_start") + " → " + what(entry), false);
        case "exchange" -> exchange(entry);
        case "loss" ->
            fitted(
                "lost "
                    + entry.path("lost").asString()
                    + " records: "
                    + entry.path("reason").asString(),
                true);
        case "stream_event", "body" -> null;
        default -> fitted(Cells.line(json), false);
      };
    } catch (JacksonException e) {
      return fitted(Cells.line(json), false);
    }
  }

  private String exchange(JsonNode entry) {
    JsonNode error = entry.path("error");
    int status = entry.path("response").path("status").asInt(0);
    String outcome =
        (status == 0 ? "---" : String.valueOf(status))
            + " %6d ms".formatted(entry.path("duration_ms").asLong())
            + (entry.path("stream_event_count").asInt(0) > 0
                ? " " + entry.path("stream_event_count").asInt() + " events"
                : "")
            + (error.isString() ? " " + error.asString() : "");
    return fitted(
        head(entry, "ts_end") + " ← " + outcome + "  " + what(entry),
        error.isString() || status >= 400);
  }

  private static String head(JsonNode entry, String time) {
    String at = entry.path(time).asString("");
    String id = entry.path("exchange_id").asString("");
    return (at.length() >= 19 ? at.substring(11, 19) : at)
        + " "
        + id.substring(0, Math.min(8, id.length()));
  }

  private static String what(JsonNode entry) {
    JsonNode request = entry.path("request");
    String size = " (" + request.path("body_bytes").asLong() + " B)";
    String agent = entry.path("client").path("user_agent").asString("");
    return request.path("method").asString()
        + " "
        + request.path("path").asString()
        + size
        + (agent.isEmpty() ? "" : "  " + agent.split(" ", 2)[0]);
  }

  private String fitted(String line, boolean bad) {
    String safe = Cells.line(line);
    String cut = terminal.isTerminal() ? TextWidth.cut(safe, terminal.columns().orElse(80)) : safe;
    return bad ? ansi.new Text("@|red " + cut.replace("|@", "| @") + "|@").toString() : cut;
  }
}
