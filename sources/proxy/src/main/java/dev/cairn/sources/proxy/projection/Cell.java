package dev.cairn.sources.proxy.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long text for a row, and whether it is all of it.
 *
 * @param text what is kept
 * @param trueBytes its true length in UTF-8 where it was cut, else 0
 */
record Cell(@Nullable String text, long trueBytes) {
  static final Cell ABSENT = new Cell(null, 0);

  /** The text, cut between two characters where it is longer than the limit. */
  static Cell of(String text, long limit) {
    if (text.length() * 3L <= limit) {
      return new Cell(text, 0);
    }
    long bytes = 0;
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
      if (bytes <= limit && !Character.isHighSurrogate(text.charAt(i))) {
        end = i + 1;
      }
    }
    return bytes <= limit ? new Cell(text, 0) : new Cell(text.substring(0, end), bytes);
  }

  /** The events as a JSON list of {t_ms, event, data}, ended early at the limit. */
  static Cell of(List<StreamEvent> events, long limit) {
    StringBuilder out = new StringBuilder("[");
    long cut = 0;
    for (StreamEvent event : events) {
      if (cut > 0) {
        cut += event.length();
        continue;
      }
      int end = out.length();
      event.write(end == 1 ? out : out.append(','));
      if (out.length() > limit) {
        cut = out.length();
        out.setLength(end);
      }
    }
    return new Cell(out.append(']').toString(), cut);
  }

  /** How many bytes the text takes in UTF-8. */
  static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
    }
    return bytes;
  }

  /** A surrogate is half of a character of four bytes. */
  private static int bytes(char c) {
    return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
