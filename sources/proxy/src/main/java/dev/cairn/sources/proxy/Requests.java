package dev.cairn.sources.proxy;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each request that reaches the listener. */
final class Requests implements Handler<HttpServerRequest> {
  private final ProxyLoop loop;
  private final Router router;
  private final LocalEndpoints local;
  private final Set<HttpConnection> refused = Collections.newSetFromMap(new WeakHashMap<>());

  Requests(ProxyLoop loop, LocalEndpoints local) {
    this.loop = loop;
    this.router = new Router(loop.config().upstreams());
    this.local = local;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (refused.contains(request.connection())) {
      return;
    }
    ErrorReply refusal = RequestRules.refusal(request);
    if (refusal != null) {
      refuse(request, refusal);
      return;
    }
    String target = RequestRules.originForm(request.uri());
    RunContext context = RunContext.UNKNOWN;
    if (RunPrefix.starts(target)) {
      RunPrefix prefix = RunPrefix.read(target);
      if (prefix == null) {
        String message = "the path must start with /_cairn/r/ and base64url of a JSON object";
        loop.reply(request, ErrorReply.of(400, "bad_run_prefix", message));
        return;
      }
      context = prefix.context();
      target = prefix.rest();
    }
    String path = path(target);
    if (local.answers(path)) {
      local.handle(request, path);
    } else {
      forward(request, target, path, context);
    }
  }

  /** What follows such a request on its connection may have been meant as its body. */
  private void refuse(HttpServerRequest request, ErrorReply refusal) {
    if (request.version() != HttpVersion.HTTP_2) {
      refused.add(request.connection());
      request.response().endHandler(_ -> request.connection().close());
    }
    loop.reply(request, refusal);
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private void forward(HttpServerRequest request, String target, String path, RunContext context) {
    Upstream upstream = router.route(path, request.headers()::contains);
    if (upstream == null && path.equals("/") && isLook(request)) {
      local.banner(request);
      return;
    }
    if (upstream != null && isWebSocket(request)) {
      new Tunnel(loop, request, upstream, target, context).begin();
      return;
    }
    Exchange exchange =
        new Exchange(loop.recorder(), opening(request, upstream, target, context, false));
    if (upstream == null) {
      unmatched(request, exchange, path);
    } else {
      new Forwarding(loop, request, upstream, target, exchange).begin();
    }
  }

  private static boolean isLook(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static boolean isWebSocket(HttpServerRequest request) {
    String upgrade = request.getHeader("upgrade");
    return request.version() == HttpVersion.HTTP_1_1
        && request.method().equals(HttpMethod.GET)
        && !request.headers().contains("content-length")
        && !request.headers().contains("transfer-encoding")
        && upgrade != null
        && upgrade.equalsIgnoreCase("websocket");
  }

  static Opening opening(
      HttpServerRequest request,
      @Nullable Upstream upstream,
      String target,
      RunContext context,
      boolean webSocket) {
    return new Opening(
        upstream == null ? "none" : upstream.name(),
        request.method().name(),
        target,
        request.headers(),
        request.remoteAddress().hostAddress(),
        context,
        webSocket);
  }

  private void unmatched(HttpServerRequest request, Exchange exchange, String path) {
    ErrorReply error = ErrorReply.of(404, "no_upstream", "no upstream matches path " + path);
    exchange.requestComplete();
    exchange.responseHead(error.status(), error.headers());
    exchange.responseBytes(error.body());
    exchange.finish("no upstream matches path");
    loop.reply(request, error);
  }
}
