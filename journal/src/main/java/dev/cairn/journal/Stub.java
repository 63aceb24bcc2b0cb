package dev.cairn.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.model.Signal;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * What a purge leaves of one record: a line of the same length that readers pass over.
 *
 * @param signal the signal of the record
 * @param date its day
 * @param offset its first byte in the uncompressed file
 * @param length its bytes without the line feed
 */
record Stub(Signal signal, LocalDate date, long offset, int length) {
  private static final byte[] PURGED = "{\"kind\":\"purged\"}".getBytes(US_ASCII);
  private static final int MARK = PURGED.length - 1;

  /** The text of a stub: an object that says so, as far as it has room, and blanks. */
  static byte[] line(int length) {
    byte[] line = new byte[length];
    Arrays.fill(line, (byte) ' ');
    if (length >= PURGED.length) {
      System.arraycopy(PURGED, 0, line, 0, PURGED.length);
    }
    return line;
  }

  /** Whether a line is a stub or blank, and so no record. */
  static boolean stands(byte[] bytes, int from, int to) {
    if (to - from >= PURGED.length && bytes[from] == '{') {
      return Arrays.equals(bytes, from, from + MARK, PURGED, 0, MARK);
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ') {
        return false;
      }
    }
    return true;
  }
}
