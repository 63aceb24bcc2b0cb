package dev.cairn.sources.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the text in an event that goes on in the next one, in any of the three dialects. */
final class DeltaText {
  /**
   * Where a text stands in the JSON of an event.
   *
   * @param from its first byte, behind the quotation mark
   * @param to the quotation mark that ends it
   */
  record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private static final Span NONE = new Span(0, 0);

  /** Keys whose values are the pieces, the most special first. */
  private static final List<byte[]> KEYS =
      List.of(
          key("partial_json"),
          key("arguments"),
          key("thinking"),
          key("content"),
          key("text"),
          key("delta"));

  private DeltaText() {}

  private static byte[] key(String name) {
    return ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
  }

  static Span find(byte[] json) {
    for (byte[] key : KEYS) {
      int at = indexOf(json, key, 0);
      while (at >= 0) {
        int value = skip(json, at + key.length);
        if (value < json.length && json[value] == '"') {
          return new Span(value + 1, end(json, value + 1));
        }
        at = indexOf(json, key, at + 1);
      }
    }
    return NONE;
  }

  /** The place of the value behind a key: past the colon and blanks; the end when there is none. */
  private static int skip(byte[] json, int from) {
    int at = from;
    boolean colon = false;
    while (at < json.length && (json[at] == ' ' || (json[at] == ':' && !colon))) {
      colon |= json[at] == ':';
      at++;
    }
    return colon ? at : json.length;
  }

  private static int end(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, json.length);
  }

  private static int indexOf(byte[] json, byte[] key, int from) {
    for (int at = from; at + key.length <= json.length; at++) {
      if (json[at] == '"' && Arrays.equals(json, at, at + key.length, key, 0, key.length)) {
        return at;
      }
    }
    return -1;
  }
}
