package dev.cairn.server;

import dev.cairn.sources.proxy.ProxyMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The measurements of the proxy; meters are kept, as looking one up costs more than counting. */
final class ProxyMeters implements ProxyMetrics {
  private final MeterRegistry registry;
  private final Map<String, Counter> opened = new ConcurrentHashMap<>();
  private final Map<Closed, Timer> closed = new ConcurrentHashMap<>();
  private final Counter requestBytes;
  private final Counter responseBytes;
  private final Counter lost;
  private final Counter paused;
  private final AtomicLong buffered;

  private record Closed(String upstream, int status) {}

  ProxyMeters(MeterRegistry registry) {
    this.registry = registry;
    requestBytes = registry.counter("cairn.proxy.request.bytes");
    responseBytes = registry.counter("cairn.proxy.response.bytes");
    lost = registry.counter("cairn.proxy.lost.records");
    paused = registry.counter("cairn.proxy.recording.pauses");
    buffered = registry.gauge("cairn.proxy.buffered.bytes", new AtomicLong());
  }

  @Override
  public void exchangeOpened(String upstream) {
    opened
        .computeIfAbsent(
            upstream, name -> registry.counter("cairn.proxy.exchanges", "upstream", name))
        .increment();
  }

  @Override
  public void exchangeClosed(String upstream, int status, Duration took) {
    closed.computeIfAbsent(new Closed(upstream, status), this::timer).record(took);
  }

  private Timer timer(Closed key) {
    return registry.timer(
        "cairn.proxy.exchange.duration",
        "upstream",
        key.upstream(),
        "status",
        Integer.toString(key.status()));
  }

  @Override
  public void bytes(long request, long response) {
    requestBytes.increment(request);
    responseBytes.increment(response);
  }

  @Override
  public void recordsLost(long count) {
    lost.increment(count);
  }

  @Override
  public void recordingPaused() {
    paused.increment();
  }

  @Override
  public void buffered(long bytes) {
    buffered.set(bytes);
  }
}
