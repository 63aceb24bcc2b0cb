package dev.cairn.sources.proxy;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Report;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transparent proxy between agents and models, as a source of records. */
public final class ProxySource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(ProxySource.class);
  private static final Duration CHECKPOINT = Duration.ofSeconds(2);
  private static final Duration BEYOND_DRAIN = Duration.ofSeconds(10);

  /** Listeners of one Vert.x share a free port by a number that is theirs alone. */
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final EventLoops loops;
  private final Vertx vertx;
  private final ProxyParts parts;
  private final List<String> deployments = new ArrayList<>();
  private @Nullable HostPort address;
  private long checkpoints = -1;
  private boolean closed;

  /**
   * @param config what the section {@code proxy} says
   * @param loops the event loops to run on
   * @param journal where records go
   * @param positions the folder for the place of the oldest open exchange
   * @param identity where records come from
   * @param clock what time it is
   * @param metrics what is measured
   */
  public ProxySource(
      ProxyConfig config,
      EventLoops loops,
      Journal journal,
      Path positions,
      Identity identity,
      Clock clock,
      ProxyMetrics metrics) {
    this.loops = loops;
    this.vertx = loops.vertx();
    this.parts =
        new ProxyParts(
            config,
            journal,
            identity,
            clock,
            metrics,
            new RecordingBuffer(config.limits().buffer()),
            new Counters(),
            new Sessions(),
            new Checkpoint(journal, positions),
            new Secrets(config.redaction()));
  }

  /**
   * Closes what a crash left open, then listens.
   *
   * @throws CairnException ADDRESS_IN_USE when something else listens there; JOURNAL_UNAVAILABLE
   *     when the journal does not take the records that close what was open
   */
  @Override
  public synchronized void start() {
    InterruptedExchanges interrupted =
        new InterruptedExchanges(parts.journal(), parts.identity(), parts.clock());
    parts.counters().interrupted.add(interrupted.closeAll(parts.checkpoint().saved()));
    parts.checkpoint().begin();
    listen();
    checkpoints =
        vertx.setPeriodic(
            CHECKPOINT.toMillis(),
            _ ->
                vertx.executeBlocking(
                    () -> {
                      parts.checkpoint().advance();
                      return true;
                    },
                    false));
  }

  private void listen() {
    HostPort asked = parts.config().listen();
    SocketAddress shared =
        asked.port() == 0
            ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), asked.host())
            : SocketAddress.inetSocketAddress(asked.port(), asked.host());
    loops.claim(asked);
    int actual = asked.port();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      ProxyVerticle verticle = new ProxyVerticle(parts, shared);
      deployments.add(await(vertx.deployVerticle(verticle), CHECKPOINT.plus(BEYOND_DRAIN)));
      actual = verticle.actualPort();
    }
    address = new HostPort(asked.host(), actual);
  }

  /** Some transports of the event loops tell it by the text of the system alone. */
  private static boolean isTaken(@Nullable Throwable cause) {
    return cause instanceof BindException
        || cause != null && String.valueOf(cause.getMessage()).contains("Address already in use");
  }

  private String await(Future<String> deployed, Duration atMost) {
    try {
      return deployed
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      String listen = "proxy.listen " + parts.config().listen();
      String taken = " is in use: stop the program that listens there or choose another address";
      throw isTaken(e.getCause())
          ? new CairnException(ErrorCode.ADDRESS_IN_USE, listen + taken, e)
          : new CairnException(
              ErrorCode.INTERNAL, listen + " does not open: " + Failures.reason(e), e);
    } catch (TimeoutException e) {
      throw new CairnException(ErrorCode.INTERNAL, "the proxy did not start in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CairnException(ErrorCode.INTERNAL, "interrupted while the proxy started", e);
    }
  }

  /**
   * Where it listens.
   *
   * @throws IllegalStateException before {@link #start()}
   */
  public synchronized HostPort address() {
    if (address == null) {
      throw new IllegalStateException("the proxy has no address before it is started");
    }
    return address;
  }

  @Override
  public Report report() {
    Counters counters = parts.counters();
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("address", String.valueOf(address));
    SequencedMap<String, Object> upstreams = new LinkedHashMap<>();
    parts.config().upstreams().forEach(u -> upstreams.putIfAbsent(u.name(), u.shown()));
    facts.put("upstreams", upstreams);
    facts.put("exchanges", counters.opened.sum());
    facts.put("open", counters.open());
    facts.put("recorded", counters.recorded.sum());
    facts.put("partial", counters.partial.sum());
    facts.put("interrupted", counters.interrupted.sum());
    facts.put("lost_records", counters.lostRecords.sum());
    facts.put("request_bytes", counters.requestBytes.sum());
    facts.put("response_bytes", counters.responseBytes.sum());
    facts.put("buffered_bytes", parts.buffer().used());
    boolean healthy = counters.lostRecords.sum() == 0 && !parts.buffer().isStalled();
    return new Report("proxy", healthy, facts);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (checkpoints >= 0) {
      vertx.cancelTimer(checkpoints);
    }
    List<Future<Void>> undeployed = deployments.stream().map(vertx::undeploy).toList();
    Duration atMost = parts.config().timeouts().drain().plus(BEYOND_DRAIN);
    try {
      var _ =
          Future.join(undeployed)
              .toCompletionStage()
              .toCompletableFuture()
              .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("the proxy did not stop in time; what it had not recorded is lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (address != null) {
      loops.release(parts.config().listen());
      parts.checkpoint().advance();
    }
  }
}
