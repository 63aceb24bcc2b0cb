package dev.cairn.cli;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON: one array of objects, or one object a line. */
final class JsonPrinter implements AnswerPrinter {
  private final PrintWriter out;
  private final boolean array;
  private List<AnswerColumn> columns = List.of();
  private boolean first = true;

  JsonPrinter(PrintWriter out, boolean array) {
    this.out = out;
    this.array = array;
  }

  @Override
  public void begin(List<AnswerColumn> named) {
    columns = named;
    if (array) {
      out.print("[");
    }
  }

  @Override
  public void row(List<@Nullable Object> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      object.put(
          columns.get(i).name(), row.get(i) instanceof Instant time ? time.toString() : row.get(i));
    }
    String json = JsonMapper.shared().writeValueAsString(object);
    out.print(array ? (first ? "\n" : ",\n") + json : json + "\n");
    first = false;
  }

  @Override
  public void end() {
    if (array) {
      out.print(first ? "]\n" : "\n]\n");
    }
  }
}
