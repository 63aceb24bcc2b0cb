package dev.cairn.http;

/**
 * A method and a path that a handler answers.
 *
 * @param method GET, POST, PUT, DELETE, ...; GET answers HEAD too; {@code *} is any
 * @param path literal segments and {@code {name}} for one segment, {@code /v1/sessions/{id}}; a
 *     last segment {@code *} is any rest
 * @param handler what answers
 */
public record Route(String method, String path, HttpHandler handler) {
  public static Route get(String path, HttpHandler handler) {
    return new Route("GET", path, handler);
  }

  public static Route post(String path, HttpHandler handler) {
    return new Route("POST", path, handler);
  }
}
