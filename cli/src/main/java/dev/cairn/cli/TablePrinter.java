package dev.cairn.cli;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for people: columns padded, numbers to the right, two spaces between. On a terminal it is
 * made to fit its width, and one with too many columns for that stands a cell a line; elsewhere a
 * cell has at most 80 characters. The first rows, which set the widths, are held back; the others
 * pass through.
 */
final class TablePrinter implements AnswerPrinter {
  private static final int HELD_BACK = 1_000;
  private static final int WIDEST_CELL = 80;
  private static final int NARROWEST = 6;
  private static final String GAP = "  ";

  private final PrintWriter out;
  private final Terminal terminal;
  private final List<List<String>> held = new ArrayList<>();
  private List<String> header = List.of();
  private boolean[] numeric = new boolean[0];
  private int @Nullable [] widths;
  private @Nullable TallRows tall;
  private boolean empty = true;

  TablePrinter(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void begin(List<AnswerColumn> columns) {
    header = columns.stream().map(AnswerColumn::name).toList();
    numeric = new boolean[columns.size()];
    for (int i = 0; i < numeric.length; i++) {
      numeric[i] =
          columns
              .get(i)
              .sqlType()
              .matches("(U?(BIG|SMALL|TINY|HUGE)?INT.*|DOUBLE|FLOAT|DECIMAL.*)");
    }
  }

  @Override
  public void row(List<@Nullable Object> row) {
    empty = false;
    List<String> cells = row.stream().map(Cells::line).toList();
    if (tall != null) {
      tall.row(cells);
      return;
    }
    if (widths != null) {
      line(cells, widths);
      return;
    }
    held.add(cells);
    if (held.size() == HELD_BACK) {
      release();
    }
  }

  @Override
  public void end() {
    if (empty) {
      String columns = String.join(GAP, header);
      int room = terminal.columns().orElse(Integer.MAX_VALUE);
      out.print(TextWidth.cut(columns, room) + "\n(no rows)\n");
    } else if (widths == null && tall == null) {
      release();
    }
  }

  private void release() {
    int[] fitted = fitted();
    int room = terminal.columns().orElse(Integer.MAX_VALUE);
    if (total(fitted) > room) {
      TallRows rows = new TallRows(out, header, room);
      tall = rows;
      held.forEach(rows::row);
      held.clear();
      return;
    }
    widths = fitted;
    line(header, fitted);
    StringBuilder rule = new StringBuilder();
    for (int width : fitted) {
      rule.append(rule.isEmpty() ? "" : GAP).append("-".repeat(width));
    }
    out.print(rule + "\n");
    held.forEach(cells -> line(cells, fitted));
    held.clear();
  }

  /** Widths that hold the cells; on a terminal the widest give way first until all fits. */
  private int[] fitted() {
    int[] width = new int[header.size()];
    for (int i = 0; i < width.length; i++) {
      int widest = TextWidth.of(header.get(i));
      for (List<String> cells : held) {
        widest = Math.max(widest, TextWidth.of(cells.get(i)));
      }
      width[i] = terminal.isTerminal() ? widest : Math.min(widest, WIDEST_CELL);
    }
    int room = terminal.columns().orElse(Integer.MAX_VALUE);
    while (total(width) > room) {
      int widest = 0;
      for (int i = 1; i < width.length; i++) {
        widest = width[i] > width[widest] ? i : widest;
      }
      if (width[widest] <= NARROWEST) {
        break;
      }
      width[widest]--;
    }
    return width;
  }

  private static long total(int[] widths) {
    long total = (long) GAP.length() * Math.max(0, widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total;
  }

  private void line(List<String> cells, int[] width) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < width.length; i++) {
      String cell = TextWidth.cut(cells.get(i), width[i]);
      String padding = " ".repeat(Math.max(0, width[i] - TextWidth.of(cell)));
      line.append(i == 0 ? "" : GAP).append(numeric[i] ? padding + cell : cell + padding);
    }
    out.print(line.toString().stripTrailing() + "\n");
  }
}
