package dev.cairn.lake;

import dev.cairn.model.Row;

/** How many bytes a row takes uncompressed. */
final class RowSize {
  private static final int CELL = 8;

  private RowSize() {}

  static long of(Row row) {
    long bytes = 0;
    int cells = row.dataset().columns().size();
    for (int i = 0; i < cells; i++) {
      bytes += CELL + (row.cell(i) instanceof String text ? utf8(text) : 0);
    }
    return bytes;
  }

  private static long utf8(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character >= 0x80) {
        bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
      }
    }
    return bytes;
  }
}
