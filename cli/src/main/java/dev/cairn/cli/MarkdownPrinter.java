package dev.cairn.cli;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Markdown table. */
final class MarkdownPrinter implements AnswerPrinter {
  private final PrintWriter out;

  MarkdownPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<AnswerColumn> columns) {
    line(columns.stream().map(AnswerColumn::name).toList());
    line(Collections.nCopies(columns.size(), "---"));
  }

  @Override
  public void row(List<@Nullable Object> row) {
    line(row.stream().map(Cells::line).map(cell -> cell.replace("|", "\\|")).toList());
  }

  private void line(List<String> cells) {
    out.print("| " + String.join(" | ", cells) + " |\n");
  }

  @Override
  public void end() {}
}
