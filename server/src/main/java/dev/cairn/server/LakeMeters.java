package dev.cairn.server;

import dev.cairn.lake.LakeMetrics;
import dev.cairn.model.Dataset;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The measurements of the lake's writing side. */
final class LakeMeters implements LakeMetrics {
  private final MeterRegistry registry;

  LakeMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void rowsFlushed(Dataset dataset, long rows) {
    registry.counter("cairn.lake.rows", "dataset", dataset.name()).increment(rows);
  }

  @Override
  public void flushed(Duration took) {
    registry.timer("cairn.lake.flush.duration").record(took);
  }

  @Override
  public void committed(Duration took) {
    registry.timer("cairn.lake.commit.duration").record(took);
  }

  @Override
  public void compacted(Duration took) {
    registry.timer("cairn.lake.compaction.duration").record(took);
  }

  @Override
  public void leftOut(long rows) {
    registry.counter("cairn.lake.rows.left.out").increment(rows);
  }

  @Override
  public void failed() {
    registry.counter("cairn.lake.failed.attempts").increment();
  }
}
