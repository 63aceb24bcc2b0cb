package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Position;
import dev.cairn.trail.Fold;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Projector;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the follower's thread does until it is stopped. */
final class FollowerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);

  /** For what is still to be read when it is stopped. */
  private static final Duration LAST_READING = Duration.ofSeconds(5);

  private final Lake lake;
  private final Journal journal;
  private final List<Projector> projectors;
  private final Fold fold;
  private final InstantSource clock;
  private final LakeMetrics metrics;
  private final FollowerState state;
  private final Doorbell doorbell = new Doorbell();
  private final Backoff backoff = new Backoff();

  private volatile @Nullable Following following;
  private @Nullable Request request;
  private long firstWaiting;

  FollowerLoop(
      Lake lake,
      Journal journal,
      List<Projector> projectors,
      Fold fold,
      InstantSource clock,
      LakeMetrics metrics) {
    this.lake = lake;
    this.journal = journal;
    this.projectors = projectors;
    this.fold = fold;
    this.clock = clock;
    this.metrics = metrics;
    this.state = new FollowerState(journal, projectors, clock);
  }

  /** What there is while the journal is followed. */
  private record Following(DuckDBConnection connection, Intake intake, CommitSchedule commits) {}

  /** A rebuild that somebody waits for. */
  private record Request(
      List<Journal> journals,
      LakeFollower.RebuildProgress progress,
      CompletableFuture<Boolean> done) {}

  /** Takes up the walk where the last commit left it. */
  void open() {
    List<Progress> committed = Lake.await(lake.withTables(Upkeep::progress));
    DuckDBConnection connection = lake.writer().connect();
    following =
        new Following(
            connection,
            intake(connection, committed),
            new CommitSchedule(lake, clock, metrics, own(committed), doorbell::ring));
    state.flushed(following.intake.flushed(), false);
  }

  private Intake intake(DuckDBConnection connection, List<Progress> from) {
    List<Tail> tails = new ArrayList<>();
    for (Projector projector : projectors) {
      Progress start =
          from.stream()
              .filter(progress -> progress.isOf(journal, projector.signal()))
              .findFirst()
              .orElseGet(() -> Progress.start(journal, projector.signal()));
      tails.add(new Tail(journal, projector, start));
    }
    return new Intake(
        tails,
        fold,
        new Recollection(connection, lake.shelf()),
        new MicroWriter(connection, lake.config().micro()),
        lake.shelf(),
        metrics,
        () -> following().commits.drain());
  }

  private List<Progress> own(List<Progress> all) {
    return all.stream()
        .filter(
            progress -> projectors.stream().anyMatch(each -> progress.isOf(journal, each.signal())))
        .toList();
  }

  private Following following() {
    return Objects.requireNonNull(following, "the follower was not started");
  }

  void wake() {
    doorbell.ring();
  }

  void stop() {
    doorbell.stop();
  }

  void run() {
    while (!doorbell.isStopped()) {
      try {
        pass();
      } catch (SQLException | IOException | RuntimeException | Error failure) {
        failed(failure);
      }
    }
    finish();
  }

  private void failed(Throwable failure) {
    Duration after = backoff.next();
    state.failed(String.valueOf(failure));
    metrics.failed();
    LOG.warn(
        "the lake cannot be filled, nothing is lost, tried again in {}: {}",
        after,
        String.valueOf(failure));
    doorbell.pause(after);
  }

  /** Reads a little, and flushes and commits what is due. */
  private void pass() throws SQLException, IOException {
    rebuildIfAsked();
    Following now = following();
    now.commits.poll();
    List<Position> ends = state.ends();
    boolean full = now.commits.isFull();
    boolean more = !full && read(now.intake);
    if (now.intake.waitingRows() > 0 && firstWaiting == 0) {
      firstWaiting = System.nanoTime();
    }
    if (isFlushDue(now.intake, more)) {
      flush(now.intake);
      if (!full && !more) {
        state.passed(ends);
      }
      doorbell.tellWaiting();
      now.commits.commit(now.intake.flushed());
    }
    if (!more) {
      doorbell.await(Math.min(untilFlush(), now.commits.due()));
    }
  }

  private boolean read(Intake intake) {
    try {
      boolean more = intake.read(lake.config().flushBytes());
      state.waiting(intake.waitingRows());
      return more;
    } catch (RuntimeException failure) {
      intake.reopen();
      throw failure;
    }
  }

  private boolean isFlushDue(Intake intake, boolean more) {
    return intake.waitingRows() == 0
        ? !more
        : untilFlush() <= 0
            || intake.waitingBytes() >= lake.config().flushBytes()
            || (!more && doorbell.isHurried());
  }

  private long untilFlush() {
    long wait = lake.config().flushAfter().toNanos();
    return firstWaiting == 0 ? Long.MAX_VALUE : firstWaiting + wait - System.nanoTime();
  }

  private void flush(Intake intake) throws SQLException, IOException {
    long start = System.nanoTime();
    boolean some = intake.waitingRows() > 0;
    intake.flush();
    firstWaiting = 0;
    backoff.reset();
    state.flushed(intake.flushed(), some);
    if (some) {
      metrics.flushed(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private void finish() {
    Following now = following();
    refuse(takeRequest());
    try {
      readRest(now.intake);
      now.commits.commitNow(now.intake.flushed());
    } catch (SQLException | IOException | RuntimeException failure) {
      LOG.warn("the last rows stay in the journal until the next start: {}", failure.toString());
    }
    now.intake.close();
    Writer.close(now.connection);
  }

  /** Takes in what is durable, as far as the time for it goes; the rest waits in the journal. */
  private void readRest(Intake intake) throws SQLException, IOException {
    long deadline = System.nanoTime() + LAST_READING.toNanos();
    boolean more = true;
    while (more && System.nanoTime() < deadline) {
      more = read(intake);
      if (!more || intake.waitingBytes() >= lake.config().flushBytes()) {
        flush(intake);
      }
    }
    flush(intake);
  }

  /** Waits until the positions were flushed, and makes haste. */
  boolean await(List<Position> ends, Duration atMost) {
    return doorbell.awaitWhile(() -> !state.reached(ends), atMost);
  }

  CompletableFuture<Boolean> rebuild(
      List<Journal> journals, LakeFollower.RebuildProgress progress) {
    Request asked = new Request(journals, progress, new CompletableFuture<>());
    synchronized (this) {
      if (request != null) {
        throw new CairnException(ErrorCode.ALREADY_RUNNING, "the lake is being rebuilt already");
      }
      request = asked;
    }
    doorbell.ring();
    return asked.done;
  }

  private synchronized @Nullable Request takeRequest() {
    Request taken = request;
    request = null;
    return taken;
  }

  private static void refuse(@Nullable Request asked) {
    if (asked != null) {
      asked.done.completeExceptionally(
          new CairnException(ErrorCode.NOT_RUNNING, "the lake is being closed"));
    }
  }

  private void rebuildIfAsked() {
    Request asked = takeRequest();
    if (asked == null) {
      return;
    }
    try {
      rebuild(asked);
      asked.done.complete(true);
    } catch (SQLException | IOException | RuntimeException | Error failure) {
      asked.done.completeExceptionally(failure);
    } finally {
      fold.forget();
    }
  }

  private void rebuild(Request asked) throws SQLException, IOException {
    Following now = following();
    now.commits.drain();
    fold.forget();
    try (Rebuild rebuild = new Rebuild(lake, asked.journals, projectors, fold, now.connection)) {
      List<Progress> progress = rebuild.run(asked.progress, doorbell::isStopped);
      now.intake.close();
      following = new Following(now.connection, intake(now.connection, progress), now.commits);
      now.commits.committed(own(progress));
      state.flushed(following().intake.flushed(), true);
      firstWaiting = 0;
    }
  }

  FollowerState state() {
    return state;
  }

  boolean isHealthy() {
    Following now = following;
    return state.isHealthy()
        && (now == null || (now.commits.trouble() == null && now.intake.leftOut() == 0));
  }

  /** Adds what a person wants to know. */
  void describe(SequencedMap<String, Object> facts) {
    state.describe(facts);
    Following now = following;
    if (now != null) {
      FollowerState.put(facts, "last_commit", now.commits.last());
      FollowerState.put(facts, "commit_trouble", now.commits.trouble());
      if (now.intake.leftOut() > 0) {
        facts.put("rows_not_folded", now.intake.leftOut());
      }
    }
  }
}
