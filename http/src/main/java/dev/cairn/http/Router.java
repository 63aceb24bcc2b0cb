package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the handler of a method and a path. */
final class Router {
  private record Entry(PathPattern pattern, Route route) {}

  /** What became of a search. */
  sealed interface Found {}

  /** A handler and what its path names. */
  record Match(HttpHandler handler, Map<String, String> segments) implements Found {}

  /** No route has the path, or none with the method; {@code allow} says which methods it has. */
  record Miss(CairnException reason, String allow) implements Found {}

  private final List<Entry> entries;

  Router(List<Route> routes) {
    entries =
        routes.stream()
            .map(route -> new Entry(PathPattern.of(route.path()), route))
            .sorted(Comparator.comparing(Entry::pattern))
            .toList();
  }

  Found find(String method, String path) {
    TreeSet<String> allowed = new TreeSet<>();
    List<String> segments = PathPattern.cut(path.startsWith("/") ? path : "/" + path);
    for (Entry entry : entries) {
      Map<String, String> named = entry.pattern.match(segments);
      if (named == null) {
        continue;
      }
      if (answers(entry.route, method)) {
        return new Match(entry.route.handler(), named);
      }
      allowed.add(entry.route.method());
    }
    return miss(method, path, allowed);
  }

  private static boolean answers(Route route, String method) {
    return route.method().equals("*")
        || route.method().equals(method)
        || (route.method().equals("GET") && method.equals("HEAD"));
  }

  private static Miss miss(String method, String path, TreeSet<String> allowed) {
    if (allowed.isEmpty()) {
      String message = "nothing answers at " + path;
      return new Miss(new CairnException(ErrorCode.NOT_FOUND, message), "");
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String allow = String.join(", ", allowed);
    String message = path + " answers " + allow + ", not " + method;
    return new Miss(new CairnException(ErrorCode.METHOD_NOT_ALLOWED, message), allow);
  }
}
