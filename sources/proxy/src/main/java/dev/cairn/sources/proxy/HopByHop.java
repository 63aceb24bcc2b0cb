package dev.cairn.sources.proxy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that belong to one connection only and are not passed on (RFC 9110, 7.6.1). */
final class HopByHop {
  private static final Set<String> ALWAYS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade");

  /** Words of {@code Connection} that name no header, and the header that frames the body. */
  private static final Set<String> NEVER = Set.of("close", "content-length");

  private final Set<String> named;

  private HopByHop(Set<String> named) {
    this.named = named;
  }

  /** Those of one message: the known ones and those that its {@code Connection} names. */
  static HopByHop of(List<String> connection) {
    Set<String> names = Set.of();
    for (String value : connection) {
      for (String name : value.split(",", -1)) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (!lower.isEmpty() && !ALWAYS.contains(lower) && !NEVER.contains(lower)) {
          names = names.isEmpty() ? new HashSet<>() : names;
          names.add(lower);
        }
      }
    }
    return new HopByHop(names);
  }

  /** Whether a header goes on to the other side. */
  boolean passes(Map.Entry<String, String> header) {
    String name = header.getKey();
    if (name.length() == 2 && name.equalsIgnoreCase("te")) {
      // Without it an upstream would leave out the trailers that are passed on.
      return header.getValue().strip().equalsIgnoreCase("trailers");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return !ALWAYS.contains(lower) && !named.contains(lower);
  }
}
