package dev.cairn.sources.proxy;

import org.jspecify.annotations.Nullable;

/**
 * Which requests go to an upstream.
 *
 * @param pathPrefix {@code /} for all paths, else the path itself or the path up to a slash
 * @param header a header that the request must carry, in lower case, or null for any request
 */
public record Match(String pathPrefix, @Nullable String header) {
  /** Requests to a path and everything below it. */
  public static Match path(String prefix) {
    return new Match(prefix, null);
  }

  boolean matches(String path) {
    return pathPrefix.equals("/")
        || (path.startsWith(pathPrefix)
            && (path.length() == pathPrefix.length() || path.charAt(pathPrefix.length()) == '/'));
  }
}
