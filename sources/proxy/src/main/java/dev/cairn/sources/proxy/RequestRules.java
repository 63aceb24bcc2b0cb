package dev.cairn.sources.proxy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request must be to be passed on: one that two servers cannot read in two ways. */
final class RequestRules {
  private RequestRules() {}

  /** Why a request is answered here, or null when it may pass. */
  static @Nullable ErrorReply refusal(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.CONNECT)) {
      return ErrorReply.of(405, "method_not_allowed", "this proxy opens no tunnels (CONNECT)");
    }
    if (!originForm(request.uri()).startsWith("/")) {
      return invalid("the request target must start with /, was " + request.uri());
    }
    if (request.version() == HttpVersion.HTTP_2) {
      return null;
    }
    if (request.headers().getAll("host").size() > 1) {
      return invalid("a request must name one Host");
    }
    List<String> codings = request.headers().getAll("transfer-encoding");
    return codings.isEmpty() || (codings.size() == 1 && isChunked(codings.getFirst()))
        ? null
        : ErrorReply.of(
            501, "not_implemented", "Transfer-Encoding must be chunked and nothing else");
  }

  private static ErrorReply invalid(String message) {
    return ErrorReply.of(400, "bad_request", message);
  }

  private static boolean isChunked(String coding) {
    return coding.strip().equalsIgnoreCase("chunked");
  }

  /**
   * The path and query of a target; clients of an ordinary proxy name a scheme and a host before it
   * (RFC 9112, section 3.2.2), which do not count here.
   */
  static String originForm(String target) {
    String lower = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      return target;
    }
    int at = target.indexOf("//") + 2;
    while (at < target.length() && "/?".indexOf(target.charAt(at)) < 0) {
      at++;
    }
    String rest = target.substring(at);
    return rest.startsWith("/") ? rest : "/" + rest;
  }
}
