package dev.cairn.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One exchange as a person reads it: its facts, then headers and bodies. */
final class ExchangePrinter {
  private static final Set<String> LONG =
      Set.of(
          "request_headers",
          "response_headers",
          "request_body",
          "response_body",
          "stream_events",
          "history");

  private ExchangePrinter() {}

  static void print(PrintWriter out, Terminal terminal, Map<String, @Nullable Object> exchange) {
    Ansi ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
    exchange.forEach((name, value) -> {
      if (value != null && !LONG.contains(name)) {
        out.printf("%-22s %s%n", name, Cells.line(value));
      }
    });
    section(out, ansi, "Request headers", pretty(exchange.get("request_headers")));
    section(out, ansi, "Request body", pretty(exchange.get("request_body")));
    section(out, ansi, "Response headers", pretty(exchange.get("response_headers")));
    section(out, ansi, "Response body", pretty(exchange.get("response_body")));
    section(out, ansi, "Stream events", events(exchange.get("stream_events")));
  }

  private static void section(PrintWriter out, Ansi ansi, String title, String text) {
    if (!text.isEmpty()) {
      out.print(
          "\n" + ansi.new Text("@|bold " + title + "|@") + "\n" + Cells.harmless(text) + "\n");
    }
  }

  private static String pretty(@Nullable Object value) {
    String text = Cells.text(value);
    try {
      return text.isEmpty()
          ? ""
          : JsonMapper.shared()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      return text;
    }
  }

  private static String events(@Nullable Object value) {
    StringBuilder lines = new StringBuilder();
    try {
      for (JsonNode event : JsonMapper.shared().readTree(Cells.text(value))) {
        lines
            .append(
                "%7d ms  %-22s "
                    .formatted(event.path("t_ms").asLong(), event.path("event").asString()))
            .append(event.path("data").asString())
            .append('\n');
      }
    } catch (JacksonException e) {
      return Cells.text(value);
    }
    return lines.toString().stripTrailing();
  }
}
