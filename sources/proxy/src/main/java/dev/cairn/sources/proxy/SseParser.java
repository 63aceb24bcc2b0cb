package dev.cairn.sources.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts server-sent events (WHATWG HTML, section 9.2.6) out of bytes as they arrive. Nothing is
 * lost: a line that is no field counts as data, what ends without a blank line is given at the end,
 * and what never ends is given in pieces. Not thread-safe.
 */
final class SseParser implements ByteSink {
  /** Takes the events. */
  interface Events {
    /** One event; the bytes may be used again after the call. */
    void event(String name, @Nullable String id, byte[] data, int length);
  }

  /** The most bytes of one event that are held. */
  static final int PIECE = 256 << 10;

  private final Events events;
  private byte[] line = new byte[512];
  private int lineLength;
  private byte[] data = new byte[1024];
  private int dataLength;
  private boolean hasData;
  private boolean continued;
  private boolean afterReturn;
  private boolean started;
  private String name = "";
  private @Nullable String id;

  SseParser(Events events) {
    this.events = events;
  }

  @Override
  public boolean accept(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      boolean swallowed = afterReturn && end == at && bytes[at] == '\n';
      afterReturn = false;
      if (swallowed) {
        at++;
        continue;
      }
      take(bytes, at, end, end < to);
      afterReturn = end < to && bytes[end] == '\r';
      at = end + 1;
    }
    return true;
  }

  /** Gives what stands without its end. */
  @Override
  public void end() {
    if (lineLength > 0) {
      take(line, 0, 0, true);
    }
    dispatch();
  }

  private void take(byte[] bytes, int from, int to, boolean complete) {
    if (complete && lineLength == 0) {
      line(bytes, from, to);
      return;
    }
    int at = from;
    while (at < to) {
      int size = Math.min(to - at, PIECE - lineLength);
      line = appended(line, lineLength, bytes, at, size);
      lineLength += size;
      at += size;
      if (lineLength == PIECE) {
        longLine();
      }
    }
    if (complete) {
      int length = lineLength;
      lineLength = 0;
      line(line, 0, length);
    }
  }

  /** A line too long to hold is given in pieces that belong to no other line. */
  private void longLine() {
    int keep = PIECE - Utf8.boundary(line, 0, PIECE);
    line(line, 0, PIECE - keep);
    dispatch();
    continued = true;
    System.arraycopy(line, PIECE - keep, line, 0, keep);
    lineLength = keep;
  }

  private void line(byte[] bytes, int start, int to) {
    int from = start;
    if (!started) {
      started = true;
      boolean mark =
          to - from >= 3
              && bytes[from] == (byte) 0xef
              && bytes[from + 1] == (byte) 0xbb
              && bytes[from + 2] == (byte) 0xbf;
      from += mark ? 3 : 0;
    }
    if (continued) {
      continued = false;
      data(bytes, from, to);
    } else if (from == to) {
      dispatch();
    } else {
      field(bytes, from, to);
    }
  }

  private void field(byte[] bytes, int from, int to) {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int value = colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, to);
    if (colon == from) {
      return;
    }
    String field = colon - from > 5 ? "" : text(bytes, from, colon);
    switch (field) {
      case "data" -> data(bytes, value, to);
      case "event" -> name = text(bytes, value, to);
      case "id" -> id = text(bytes, value, to);
      case "retry" -> {}
      default -> data(bytes, from, to);
    }
  }

  private void data(byte[] bytes, int from, int to) {
    if (dataLength + to - from + 1 > PIECE && hasData) {
      String kept = name;
      dispatch();
      name = kept;
    }
    if (hasData) {
      data = appended(data, dataLength++, new byte[] {'\n'}, 0, 1);
    }
    data = appended(data, dataLength, bytes, from, to - from);
    dataLength += to - from;
    hasData = true;
  }

  private void dispatch() {
    if (hasData) {
      events.event(name.isEmpty() ? "message" : name, id, data, dataLength);
    }
    if (data.length > PIECE / 2) {
      data = new byte[1024];
    }
    dataLength = 0;
    hasData = false;
    name = "";
    id = null;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] appended(byte[] to, int length, byte[] from, int at, int size) {
    byte[] grown =
        to.length - length >= size ? to : Arrays.copyOf(to, Math.max(to.length * 2, length + size));
    System.arraycopy(from, at, grown, length, size);
    return grown;
  }
}
