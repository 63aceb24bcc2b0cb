package dev.cairn.sources.proxy;

import com.google.re2j.Matcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds secrets in UTF-8 text. Thread-safe. */
final class SecretFinder {
  /**
   * A secret that was found.
   *
   * @param from its first byte
   * @param to the byte behind it
   * @param name what it is called
   */
  record Found(int from, int to, String name) {}

  /** The longest secret that is looked for from its start. */
  static final int LONGEST = 16 << 10;

  private final List<SecretRule> rules;
  private final List<byte[]> starts = new ArrayList<>();
  private final boolean[] firstBytes = new boolean[256];

  SecretFinder(List<SecretRule> rules) {
    this.rules = rules;
    for (SecretRule rule : rules) {
      byte[] start = rule.start().getBytes(StandardCharsets.UTF_8);
      starts.add(start);
      if (start.length > 0) {
        firstBytes[start[0] & 0xff] = true;
      }
    }
  }

  /** Secrets in order, none of which overlap. */
  List<Found> find(byte[] text, int length) {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (starts.get(i).length == 0) {
        everywhere(rules.get(i), text, length, found);
      }
    }
    for (int at = 0; at < length; at++) {
      if (firstBytes[text[at] & 0xff]) {
        at = Math.max(at, startingAt(text, at, length, found) - 1);
      }
    }
    return disjoint(found);
  }

  private int startingAt(byte[] text, int at, int length, List<Found> found) {
    for (int i = 0; i < rules.size(); i++) {
      byte[] start = starts.get(i);
      if (start.length > 0 && startsWith(text, at, length, start)) {
        int before = Math.max(0, at - 1);
        byte[] window = Arrays.copyOfRange(text, before, Math.min(length, at + LONGEST));
        Matcher matcher = rules.get(i).pattern().matcher(window);
        if (matcher.find(at - before) && matcher.start() == at - before) {
          found.add(new Found(at, before + matcher.end(), rules.get(i).name()));
          return before + matcher.end();
        }
      }
    }
    return at;
  }

  private static void everywhere(SecretRule rule, byte[] text, int length, List<Found> found) {
    Matcher matcher = rule.pattern().matcher(Arrays.copyOf(text, length));
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        found.add(new Found(matcher.start(), matcher.end(), rule.name()));
      }
    }
  }

  private static List<Found> disjoint(List<Found> found) {
    found.sort(Comparator.comparingInt(Found::from));
    List<Found> kept = new ArrayList<>(found.size());
    int end = 0;
    for (Found next : found) {
      if (next.from >= end) {
        kept.add(next);
        end = next.to;
      }
    }
    return kept;
  }

  /**
   * Where a secret may have begun that is not whole yet: the last bytes could go on with what comes
   * next. The length when there is none. Rules without a start are not looked for.
   */
  int openFrom(byte[] text, int length) {
    int token = length;
    while (token > 0 && length - token < LONGEST && isTokenByte(text[token - 1])) {
      token--;
    }
    int open = length;
    for (int at = length - 1; at >= token; at--) {
      boolean inWord = at > 0 && isWordByte(text[at - 1]) && isWordByte(text[at]);
      if (!inWord && mayStart(text, at, length)) {
        open = at;
      }
    }
    return Math.min(open, openKey(text, length));
  }

  /** A private key has blanks and line feeds in it, so it is looked for by its first words. */
  private int openKey(byte[] text, int length) {
    byte[] start = "-----BEGIN".getBytes(StandardCharsets.UTF_8);
    byte[] end = "-----END".getBytes(StandardCharsets.UTF_8);
    for (int at = length - 1; at >= Math.max(0, length - LONGEST); at--) {
      if (startsWith(text, at, length, end)) {
        int close = at + end.length;
        return closes(text, close, length) ? length : openKey(text, at);
      }
      if (startsWith(text, at, length, start)) {
        return at;
      }
    }
    return length;
  }

  private static boolean closes(byte[] text, int from, int length) {
    String rest = new String(text, from, length - from, StandardCharsets.UTF_8);
    return rest.contains("-----");
  }

  private boolean mayStart(byte[] text, int at, int length) {
    for (byte[] start : starts) {
      int size = Math.min(start.length, length - at);
      if (size > 0 && Arrays.equals(text, at, at + size, start, 0, size)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] text, int at, int length, byte[] start) {
    return length - at >= start.length
        && Arrays.equals(text, at, at + start.length, start, 0, start.length);
  }

  private static boolean isTokenByte(byte value) {
    return isWordByte(value) || value == '-' || value == '.';
  }

  private static boolean isWordByte(byte value) {
    return (value >= '0' && value <= '9')
        || (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || value == '_';
  }
}
