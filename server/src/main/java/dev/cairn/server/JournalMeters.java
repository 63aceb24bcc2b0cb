package dev.cairn.server;

import dev.cairn.journal.JournalMetrics;
import dev.cairn.model.Signal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The measurements of the journal. */
final class JournalMeters implements JournalMetrics {
  private final MeterRegistry registry;

  JournalMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void committed(Signal signal, long records, long bytes, Duration took) {
    add("cairn.journal.records", signal, records);
    add("cairn.journal.written.bytes", signal, bytes);
    registry.timer("cairn.journal.commit.duration", "signal", signal.folder()).record(took);
  }

  @Override
  public void turnedAway(Signal signal) {
    add("cairn.journal.refused.appends", signal, 1);
  }

  @Override
  public void failed(Signal signal) {
    add("cairn.journal.failed.writes", signal, 1);
  }

  @Override
  public void packed(Signal signal, long plainBytes, long packedBytes) {
    add("cairn.journal.packed.plain.bytes", signal, plainBytes);
    add("cairn.journal.packed.bytes", signal, packedBytes);
  }

  @Override
  public void retired(Signal signal, long bytes) {
    add("cairn.journal.retired.bytes", signal, bytes);
  }

  @Override
  public void purged(Signal signal, int records) {
    add("cairn.journal.purged.records", signal, records);
  }

  private void add(String name, Signal signal, long count) {
    registry.counter(name, "signal", signal.folder()).increment(count);
  }
}
