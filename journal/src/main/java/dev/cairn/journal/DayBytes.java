package dev.cairn.journal;

import java.io.Closeable;
import java.io.IOException;

/** The uncompressed bytes of one day, read from any offset; forwards is cheap. */
sealed interface DayBytes extends Closeable permits PlainBytes, PackedBytes {
  /**
   * Reads some bytes.
   *
   * @return how many, at least 1; -1 at the end
   */
  int read(long offset, byte[] into, int at, int most) throws IOException;
}
