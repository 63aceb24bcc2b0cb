package dev.cairn.server;

import dev.cairn.kernel.ErrorCode;
import dev.cairn.lake.QueryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The measurements of questions. */
final class QueryMeters implements QueryMetrics {
  private final MeterRegistry registry;
  private final AtomicLong running;

  QueryMeters(MeterRegistry registry) {
    this.registry = registry;
    running = registry.gauge("cairn.query.running.questions", new AtomicLong());
  }

  @Override
  public void checked(Duration took) {
    registry.timer("cairn.query.check.duration").record(took);
  }

  @Override
  public void answered(Duration took, long rows, boolean cut) {
    registry.timer("cairn.query.answer.duration").record(took);
    registry.counter("cairn.query.rows").increment(rows);
    if (cut) {
      registry.counter("cairn.query.cut.answers").increment();
    }
  }

  @Override
  public void failed(ErrorCode code) {
    registry.counter("cairn.query.failed.questions", "code", code.name()).increment();
  }

  @Override
  public void running(int questions) {
    running.set(questions);
  }
}
