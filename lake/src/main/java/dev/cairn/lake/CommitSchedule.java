package dev.cairn.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when micro-files are committed and lets one commit run at a time. For one thread. */
final class CommitSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(CommitSchedule.class);

  private final Lake lake;
  private final InstantSource clock;
  private final LakeMetrics metrics;
  private final Runnable finished;
  private final Backoff backoff = new Backoff();
  private long next;
  private List<Progress> committed;
  private @Nullable Running running;
  private volatile @Nullable Instant last;
  private volatile @Nullable String trouble;

  /**
   * @param committed how far the walks had come at the last commit
   * @param finished called when a commit has ended
   */
  CommitSchedule(
      Lake lake,
      InstantSource clock,
      LakeMetrics metrics,
      List<Progress> committed,
      Runnable finished) {
    this.lake = lake;
    this.clock = clock;
    this.metrics = metrics;
    this.committed = committed;
    this.finished = finished;
    this.next = System.nanoTime() + lake.config().commitEvery().toNanos();
  }

  /** A commit on its way. */
  private record Running(
      Contents frozen, List<Progress> progress, CompletableFuture<Boolean> done) {}

  /** When there was a commit last, if there was one since the start. */
  @Nullable Instant last() {
    return last;
  }

  /** Why the last commit failed, if it did. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Whether so much waits for a commit that nothing more should be taken. */
  boolean isFull() {
    long waiting = lake.shelf().contents().waitingBytes();
    long leaving = running == null ? 0 : running.frozen.waitingBytes();
    return waiting - leaving >= lake.config().commitBytes();
  }

  /** Nanoseconds until something is due. */
  long due() {
    return next - System.nanoTime();
  }

  /** Starts a commit if one is due; to be called when all that was read was flushed. */
  void commit(List<Progress> flushed) {
    if (running == null && (due() <= 0 || (backoff.isQuiet() && isFull()))) {
      begin(flushed);
    }
  }

  private void begin(List<Progress> flushed) {
    Contents frozen = lake.shelf().contents();
    next = System.nanoTime() + lake.config().commitEvery().toNanos();
    if (frozen.micro().values().stream().allMatch(List::isEmpty)
        && frozen.dead().values().stream().allMatch(java.util.Set::isEmpty)
        && committed.equals(flushed)) {
      return;
    }
    CompletableFuture<Boolean> done =
        lake.withTables(upkeep -> {
          upkeep.commit(frozen, flushed);
          return true;
        });
    running = new Running(frozen, flushed, done);
    var _ = done.whenComplete((result, failure) -> finished.run());
  }

  /** Takes note of a commit that has ended. */
  void poll() {
    Running now = running;
    if (now == null || !now.done.isDone()) {
      return;
    }
    running = null;
    if (now.done.isCompletedExceptionally()) {
      failed(now.done.exceptionNow());
    } else {
      committed = now.progress;
      last = clock.instant();
      trouble = null;
      backoff.reset();
    }
  }

  private void failed(Throwable failure) {
    Duration after = backoff.next();
    next = System.nanoTime() + after.toNanos();
    trouble = String.valueOf(failure);
    metrics.failed();
    LOG.warn("the lake cannot commit, nothing is lost, tried again in {}: {}", after, trouble);
  }

  /** Waits for a commit on its way, then commits what is left. */
  void commitNow(List<Progress> flushed) {
    drain();
    begin(flushed);
    drain();
  }

  /** Waits for a commit on its way. */
  void drain() {
    Running now = running;
    if (now != null) {
      now.done.handle((result, failure) -> true).join();
      poll();
    }
  }

  /** Everything was committed by another way. */
  void committed(List<Progress> progress) {
    committed = progress;
    last = clock.instant();
  }
}
