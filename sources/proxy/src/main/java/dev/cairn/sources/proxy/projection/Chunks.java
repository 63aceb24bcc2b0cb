package dev.cairn.sources.proxy.projection;

/** A body that came in chunks; holds its beginning and counts the rest. */
final class Chunks {
  private final StringBuilder held = new StringBuilder();
  private long bytes;
  private boolean cut;

  /** Takes the next chunk; once one was not held, none is. */
  void add(String text, boolean hold) {
    bytes += Cell.bytes(text);
    cut |= !hold;
    if (!cut) {
      held.append(text);
    }
  }

  boolean isEmpty() {
    return bytes == 0;
  }

  Cell cell(long limit) {
    if (!cut && bytes <= limit) {
      return new Cell(held.toString(), 0);
    }
    return new Cell(Cell.of(held.toString(), limit).text(), bytes);
  }
}
