package dev.cairn.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The path of a route, cut into segments. */
record PathPattern(List<String> segments) implements Comparable<PathPattern> {
  private static final String REST = "*";

  static PathPattern of(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a route's path must begin with /, was \"" + path + "\"");
    }
    return new PathPattern(cut(path));
  }

  /** The segments of a path as sent. */
  static List<String> cut(String path) {
    return Arrays.asList(path.substring(1).split("/", -1));
  }

  /** The named segments of a path that matches, else null; {@code *} is the rest, as sent. */
  @Nullable Map<String, String> match(List<String> path) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String expected = segments.get(i);
      if (expected.equals(REST) && i == segments.size() - 1 && i < path.size()) {
        named.put(REST, String.join("/", path.subList(i, path.size())));
        return named;
      }
      if (i >= path.size() || !matches(expected, path.get(i), named)) {
        return null;
      }
    }
    return path.size() == segments.size() ? named : null;
  }

  private static boolean matches(String expected, String sent, Map<String, String> named) {
    String decoded = decode(sent);
    if (isName(expected)) {
      named.put(expected.substring(1, expected.length() - 1), decoded);
      return !decoded.isEmpty();
    }
    return expected.equals(decoded);
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** Percent-decodes; a plus is a plus, and what is no encoding stays as it is. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  /** The more exact pattern first: a literal, then a name, then the rest. */
  @Override
  public int compareTo(PathPattern other) {
    for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
      int order = Integer.compare(rank(segments.get(i)), rank(other.segments.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(other.segments.size(), segments.size());
  }

  private static int rank(String segment) {
    return segment.equals(REST) ? 2 : isName(segment) ? 1 : 0;
  }
}
