package dev.cairn.sources.proxy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A JSON object written key by key as one line of UTF-8. Whatever goes in, the line is valid:
 * surrogates that stand alone become U+FFFD. Not thread-safe; used again after {@link #begin()}.
 */
final class JsonLine {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int KEPT = 1 << 20;

  /** For each byte: 0 to copy it, 'u' for a \\u escape, -1 for the start of a longer sequence. */
  private static final byte[] ESCAPES = escapes();

  private byte[] bytes = new byte[4096];
  private int length;
  private boolean first;

  private static byte[] escapes() {
    byte[] table = new byte[256];
    Arrays.fill(table, 0, 0x20, (byte) 'u');
    Arrays.fill(table, 0x80, 256, (byte) -1);
    table['"'] = '"';
    table['\\'] = '\\';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    return table;
  }

  JsonLine begin() {
    if (bytes.length > KEPT) {
      bytes = new byte[4096];
    }
    length = 0;
    put('{');
    first = true;
    return this;
  }

  /** The line without a line feed. */
  byte[] end() {
    put('}');
    return Arrays.copyOf(bytes, length);
  }

  JsonLine open(String key) {
    key(key);
    put('{');
    first = true;
    return this;
  }

  JsonLine close() {
    put('}');
    first = false;
    return this;
  }

  JsonLine text(String key, String value) {
    key(key);
    quoted(value);
    return this;
  }

  /** A list of texts. */
  JsonLine texts(String key, Iterable<String> values) {
    key(key);
    put('[');
    boolean further = false;
    for (String value : values) {
      if (further) {
        put(',');
      }
      quoted(value);
      further = true;
    }
    put(']');
    return this;
  }

  JsonLine number(String key, long value) {
    key(key);
    ascii(Long.toString(value));
    return this;
  }

  JsonLine flag(String key, boolean value) {
    key(key);
    ascii(value ? "true" : "false");
    return this;
  }

  JsonLine nothing(String key) {
    key(key);
    ascii("null");
    return this;
  }

  /** Keys and values that were written before by {@link #fragment}. */
  JsonLine raw(byte[] keysAndValues) {
    if (!first) {
      put(',');
    }
    first = false;
    room(keysAndValues.length);
    System.arraycopy(keysAndValues, 0, bytes, length, keysAndValues.length);
    length += keysAndValues.length;
    return this;
  }

  /** What was written since {@link #begin()}, to be used in other lines by {@link #raw}. */
  byte[] fragment() {
    return Arrays.copyOfRange(bytes, 1, length);
  }

  /** Bytes as text when they are UTF-8, else in base 64 under the key with {@code _base64}. */
  JsonLine bytes(String key, byte[] value, int from, int to) {
    int mark = length;
    boolean wasFirst = first;
    key(key);
    put('"');
    if (escaped(value, from, to)) {
      put('"');
      return this;
    }
    length = mark;
    first = wasFirst;
    key(key + "_base64");
    ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(value, from, to - from));
    put('"');
    room(encoded.remaining());
    int size = encoded.remaining();
    encoded.get(bytes, length, size);
    length += size;
    put('"');
    return this;
  }

  private boolean escaped(byte[] value, int from, int to) {
    int at = from;
    while (at < to) {
      int run = at;
      while (run < to && ESCAPES[value[run] & 0xff] == 0) {
        run++;
      }
      room(run - at + 6);
      System.arraycopy(value, at, bytes, length, run - at);
      length += run - at;
      at = run;
      if (at == to) {
        break;
      }
      if (value[at] >= 0) {
        escape(value[at++]);
      } else {
        int size = Utf8.sequence(value, at, to);
        if (size <= 0) {
          return false;
        }
        System.arraycopy(value, at, bytes, length, size);
        length += size;
        at += size;
      }
    }
    return true;
  }

  private void escape(int character) {
    byte letter = ESCAPES[character];
    bytes[length++] = '\\';
    bytes[length++] = letter;
    if (letter == 'u') {
      bytes[length++] = '0';
      bytes[length++] = '0';
      bytes[length++] = HEX[character >> 4];
      bytes[length++] = HEX[character & 15];
    }
  }

  private void key(String key) {
    if (!first) {
      put(',');
    }
    first = false;
    quoted(key);
    put(':');
  }

  private void quoted(String value) {
    put('"');
    int size = value.length();
    for (int i = 0; i < size; i++) {
      room(6);
      char character = value.charAt(i);
      if (character >= 0x80) {
        i += wide(value, i, character);
      } else if (ESCAPES[character] == 0) {
        bytes[length++] = (byte) character;
      } else {
        escape(character);
      }
    }
    put('"');
  }

  /** Writes a character beyond ASCII and tells how many more places of the text it took. */
  private int wide(String value, int at, char character) {
    if (Character.isHighSurrogate(character)
        && at + 1 < value.length()
        && Character.isLowSurrogate(value.charAt(at + 1))) {
      int point = Character.toCodePoint(character, value.charAt(at + 1));
      bytes[length++] = (byte) (0xf0 | point >> 18);
      bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
      bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
      bytes[length++] = (byte) (0x80 | point & 0x3f);
      return 1;
    }
    int point = Character.isSurrogate(character) ? 0xfffd : character;
    if (point < 0x800) {
      bytes[length++] = (byte) (0xc0 | point >> 6);
    } else {
      bytes[length++] = (byte) (0xe0 | point >> 12);
      bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
    }
    bytes[length++] = (byte) (0x80 | point & 0x3f);
    return 0;
  }

  private void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void put(char character) {
    room(1);
    bytes[length++] = (byte) character;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + 16));
    }
  }
}
