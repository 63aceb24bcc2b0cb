package dev.cairn.lake;

import dev.cairn.model.Row;

/** How much a row weighs that waits in memory. */
final class RowSize {
  /** Bytes of a cell besides its text. */
  static final int CELL = 8;

  private RowSize() {}

  /** In bytes, a character of a text counted as one, as the JVM stores most of them. */
  static long of(Row row) {
    long bytes = 0;
    int cells = row.dataset().columns().size();
    for (int i = 0; i < cells; i++) {
      bytes += CELL + (row.cell(i) instanceof String text ? text.length() : 0);
    }
    return bytes;
  }
}
