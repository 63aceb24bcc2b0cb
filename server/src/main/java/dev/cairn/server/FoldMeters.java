package dev.cairn.server;

import dev.cairn.conversation.FoldMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** The measurements of the fold. */
final class FoldMeters implements FoldMetrics {
  private final Counter fast;
  private final Counter slow;
  private final Counter leftOut;
  private final AtomicLong sessions;
  private final AtomicLong keys;

  FoldMeters(MeterRegistry registry) {
    fast = registry.counter("cairn.fold.remembered.sessions");
    slow = registry.counter("cairn.fold.recalled.sessions");
    leftOut = registry.counter("cairn.fold.left.out.rows");
    sessions = registry.gauge("cairn.fold.held.sessions", new AtomicLong());
    keys = registry.gauge("cairn.fold.held.keys", new AtomicLong());
  }

  @Override
  public void fast(int count) {
    fast.increment(count);
  }

  @Override
  public void slow(int count) {
    slow.increment(count);
  }

  @Override
  public void held(int heldSessions, long heldKeys) {
    sessions.set(heldSessions);
    keys.set(heldKeys);
  }

  @Override
  public void leftOut(int rows) {
    leftOut.increment(rows);
  }
}
