package dev.cairn.sources.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The proxy on one event loop: a share of the connections, and everything that they need. */
final class ProxyVerticle extends VerticleBase {
  private static final Duration CHECK = Duration.ofMillis(250);
  private static final int STREAM_WINDOW = 1 << 20;
  private static final int CONNECTION_WINDOW = 32 << 20;

  private final ProxyParts parts;
  private final SocketAddress address;
  private EventLoop events;
  private UpstreamClients clients;
  private RecordQueue queue;
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // made on the event loop, in start
  ProxyVerticle(ProxyParts parts, SocketAddress address) {
    this.parts = parts;
    this.address = address;
  }

  @Override
  public Future<?> start() {
    events = new EventLoop(vertx);
    clients = new UpstreamClients(vertx, parts.config());
    Timestamps timestamps = new Timestamps(parts.clock());
    RecordingBuffer buffer = parts.buffer();
    queue =
        new RecordQueue(
            parts.journal(),
            buffer,
            events,
            timestamps,
            parts.counters(),
            parts.metrics(),
            () -> events.roomAgain(buffer));
    ProxyLoop loop =
        new ProxyLoop(parts.config(), events, clients, parts.recorder(queue, timestamps));
    vertx.setPeriodic(CHECK.toMillis(), _ -> events.checkTimes());
    server = vertx.createHttpServer(options());
    Requests requests = new Requests(loop, new LocalEndpoints(parts.sessions()));
    return server.requestHandler(requests).listen(address);
  }

  private HttpServerOptions options() {
    ProxyConfig config = parts.config();
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            // WebSockets are tunnelled as they are: nothing here may take part in them.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxHeaderSize(config.limits().head())
            .setMaxInitialLineLength(config.limits().head())
            .setMaxChunkSize(1 << 16)
            .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
            .setInitialSettings(
                new Http2Settings()
                    .setInitialWindowSize(STREAM_WINDOW)
                    .setMaxConcurrentStreams(1000)
                    .setMaxHeaderListSize(config.limits().head()));
    if (config.tls().certificate() != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .addCertPath(config.tls().certificate().toString())
                  .addKeyPath(Objects.requireNonNull(config.tls().key()).toString()));
    }
    return options;
  }

  int actualPort() {
    return server.actualPort();
  }

  /** Takes no more connections, waits for what is open, and ends what then still is. */
  @Override
  public Future<?> stop() {
    Duration drain = parts.config().timeouts().drain();
    Promise<Void> drained = Promise.promise();
    Future<Void> closed =
        server.shutdown(drain.toMillis() + CHECK.toMillis() * 2, TimeUnit.MILLISECONDS);
    long deadline = System.nanoTime() + drain.toNanos();
    awaitClosed(deadline, drained);
    return drained
        .future()
        .eventually(() -> Future.fromCompletionStage(queue.end()))
        .eventually(() -> closed)
        .onComplete(_ -> clients.close());
  }

  private void awaitClosed(long deadline, Promise<Void> drained) {
    if (events.openCount() == 0) {
      drained.complete();
    } else if (System.nanoTime() > deadline) {
      events.interruptAll();
      drained.complete();
    } else {
      vertx.setTimer(10, _ -> awaitClosed(deadline, drained));
    }
  }
}
