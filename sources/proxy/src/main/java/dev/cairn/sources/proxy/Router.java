package dev.cairn.sources.proxy;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses the upstream of a request: the first that matches. */
record Router(List<Upstream> upstreams) {
  /**
   * The upstream for a path without query.
   *
   * @param hasHeader whether the request carries a header
   */
  @Nullable Upstream route(String path, Predicate<String> hasHeader) {
    for (Upstream upstream : upstreams) {
      String header = upstream.match().header();
      if (upstream.match().matches(path) && (header == null || hasHeader.test(header))) {
        return upstream;
      }
    }
    return null;
  }
}
