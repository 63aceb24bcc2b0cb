package dev.cairn.cli;

import java.io.PrintWriter;
import java.util.List;

/** Rows with one line for each cell, for tables that are wider than the terminal. */
final class TallRows {
  private final PrintWriter out;
  private final List<String> header;
  private final int name;
  private final int room;
  private long count;

  /**
   * @param columns the width of the terminal
   */
  TallRows(PrintWriter out, List<String> header, int columns) {
    this.out = out;
    this.header = header;
    this.name = header.stream().mapToInt(TextWidth::of).max().orElse(0);
    this.room = Math.max(1, columns - name - 2);
  }

  /** Empty cells are left out. */
  void row(List<String> cells) {
    count++;
    out.print((count == 1 ? "" : "\n") + "-- row " + count + "\n");
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        String padding = " ".repeat(name - TextWidth.of(header.get(i)) + 2);
        out.print(header.get(i) + padding + TextWidth.cut(cells.get(i), room) + "\n");
      }
    }
  }
}
