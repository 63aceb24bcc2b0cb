package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bound address that answers HTTP/1.1, HTTP/2 without TLS, and WebSockets; each request on a
 * virtual thread of its own.
 */
public final class HttpListener implements Component {
  private final EventLoops loops;
  private final Vertx vertx;
  private final HttpConfig config;
  private final HttpMetrics metrics;
  private final Dispatcher dispatcher;
  private final SameOrigin sameOrigin;
  private final Peers peers;
  private final RunningCalls running = new RunningCalls();
  private final Connections connections;
  private volatile @Nullable HttpServer server;

  public HttpListener(EventLoops loops, HttpConfig config, List<Route> routes) {
    this(loops, config, routes, HttpMetrics.NONE);
  }

  public HttpListener(
      EventLoops loops, HttpConfig config, List<Route> routes, HttpMetrics metrics) {
    this.loops = loops;
    this.vertx = loops.vertx();
    this.config = config;
    this.metrics = metrics;
    dispatcher = new Dispatcher(new Router(routes));
    sameOrigin = new SameOrigin(config);
    connections = new Connections(vertx, config.maxConnections(), config.idle());
    peers = new Peers(config.trustedProxies());
  }

  /** The address bound, with the real port once started. */
  public HostPort address() {
    HttpServer bound = server;
    return bound == null
        ? config.listen()
        : new HostPort(config.listen().host(), bound.actualPort());
  }

  /**
   * Binds the address.
   *
   * @throws CairnException ADDRESS_IN_USE when another program holds it, CONFIG_INVALID when it
   *     cannot be bound at all
   */
  @Override
  public void start() {
    loops.claim(config.listen());
    HttpServer binding =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::opened)
            .requestHandler(this::accept);
    try {
      server = new Loop(vertx.getOrCreateContext()).await(binding::listen);
      connections.start();
    } catch (IOException failure) {
      loops.release(config.listen());
      throw unbound(failure);
    }
  }

  private CairnException unbound(IOException failure) {
    @Nullable Throwable cause = failure.getCause();
    String reason = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    if (cause instanceof BindException && reason.contains("in use")) {
      return EventLoops.inUse(config.listen(), failure);
    }
    String message = "cannot listen on " + config.listen() + ": " + reason;
    return new CairnException(ErrorCode.CONFIG_INVALID, message, failure);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(config.listen().host())
        .setPort(config.listen().port())
        .setMaxHeaderSize(config.maxHeader())
        .setMaxInitialLineLength(config.maxHeader())
        .setMaxWebSocketFrameSize(config.maxBody())
        .setMaxWebSocketMessageSize(config.maxBody())
        .setPerMessageWebSocketCompressionSupported(true)
        .setTcpNoDelay(true);
  }

  /** Runs on the event loop. */
  private void accept(HttpServerRequest request) {
    request.pause();
    long start = System.nanoTime();
    Context context = vertx.getOrCreateContext();
    String peer =
        peers.origin(
            request.remoteAddress().hostAddress(), request.headers().getAll("x-forwarded-for"));
    Call call = new Call(request, new Loop(context), peer, config.maxBody());
    String refusal = sameOrigin.refusal(host(request), request.getHeader("origin"));
    connections.callBegins(request.connection());
    running.run(
        call,
        () -> {
          dispatcher.serve(call, refusal);
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          connections.callEnds(request.connection());
          metrics.answered(call.method(), call.answer().status(), took);
        });
  }

  private static @Nullable String host(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      return request.getHeader("host");
    }
    HostAndPort authority = request.authority();
    return authority == null ? null : authority.toString(request.isSSL());
  }

  /**
   * Takes no further connections, ends event streams and WebSockets, waits for the other running
   * calls as long as {@code drain} allows, and breaks off the rest.
   */
  @Override
  public void close() {
    HttpServer bound = server;
    if (bound == null) {
      return;
    }
    server = null;
    connections.stop();
    running.endStreams();
    var closed = bound.shutdown(config.drain()).toCompletionStage().toCompletableFuture();
    running.drain(config.drain());
    try {
      Loop.await(closed);
    } catch (IOException failure) {
      String message = "the listener at " + config.listen() + " did not close";
      throw new IllegalStateException(message, failure);
    } finally {
      loops.release(config.listen());
    }
  }
}
