package dev.cairn.cli;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values with a header line (RFC 4180), with LF line ends. */
final class CsvPrinter implements AnswerPrinter {
  private final PrintWriter out;

  CsvPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<AnswerColumn> columns) {
    line(columns.stream().map(AnswerColumn::name).toList());
  }

  @Override
  public void row(List<@Nullable Object> row) {
    line(row.stream().map(Cells::text).toList());
  }

  private void line(List<String> cells) {
    out.print(cells.stream().map(CsvPrinter::quoted).collect(Collectors.joining(",")) + "\n");
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void end() {}
}
