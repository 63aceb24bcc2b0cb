package dev.cairn.server;

import dev.cairn.sources.proxy.projection.ProjectionMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The measurements of the projection of the proxy's records. */
final class ProjectionMeters implements ProjectionMetrics {
  private final Counter unreadable;
  private final Counter abandoned;
  private final Counter cut;
  private final Counter unprojected;

  ProjectionMeters(MeterRegistry registry) {
    unreadable = registry.counter("cairn.projection.unreadable.records");
    abandoned = registry.counter("cairn.projection.abandoned.exchanges");
    cut = registry.counter("cairn.projection.cut.records");
    unprojected = registry.counter("cairn.projection.unprojected.exchanges");
  }

  @Override
  public void unreadable() {
    unreadable.increment();
  }

  @Override
  public void abandoned() {
    abandoned.increment();
  }

  @Override
  public void cut() {
    cut.increment();
  }

  @Override
  public void unprojected() {
    unprojected.increment();
  }
}
