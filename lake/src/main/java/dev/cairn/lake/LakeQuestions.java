package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions about the lake: checks them, runs them in a DuckDB of their own, and bounds
 * what they take. Thread-safe.
 */
public final class LakeQuestions implements Questions, Component {
  private static final Logger LOG = LoggerFactory.getLogger(LakeQuestions.class);

  /** How much later than its limit an answer is taken back that nobody reads. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Snapshots snapshots;
  private final QueryConfig config;
  private final List<Path> readable;
  private final Path temp;
  private final QueryMetrics metrics;
  private final Views views = new Views();
  private final FileWorkspaces footers = new FileWorkspaces();
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor expiries =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("cairn-query-expiry").daemon().factory());
  private @Nullable QueryEngine engine;
  private @Nullable SqlGuard guard;

  /**
   * @param snapshots what the lake is now
   * @param config what questions may take
   * @param readable the folders that hold the lake's files and nothing else
   * @param temp where the engine may spill; nobody else's
   * @param metrics what is measured
   */
  public LakeQuestions(
      Snapshots snapshots,
      QueryConfig config,
      List<Path> readable,
      Path temp,
      QueryMetrics metrics) {
    this.snapshots = snapshots;
    this.config = config;
    this.readable = List.copyOf(readable);
    this.temp = temp;
    this.metrics = metrics;
    this.places = new Semaphore(config.concurrency(), true);
    expiries.setRemoveOnCancelPolicy(true);
  }

  @Override
  public synchronized void start() {
    engine = QueryEngine.open(config, readable, temp);
    guard = new SqlGuard(engine.parser(), views.names());
  }

  @Override
  public List<Table> catalog() {
    return views.catalog();
  }

  @Override
  public Answer ask(Question question) {
    long started = System.nanoTime();
    Checked checked = check(question, started);
    Duration time = least(question.limits().time(), config.timeLimit());
    Turn turn = turn(started, time.toNanos());
    try {
      turn.seat().limit(time);
      turn.seat().prepare(views, footers, turn.snapshot(), question, checked);
      RunningQuestion running = RunningQuestion.start(turn, checked, question.parameters());
      LakeAnswer answer =
          new LakeAnswer(running, Math.min(question.limits().rows(), config.rows()));
      long expiry = started + time.plus(GRACE).toNanos() - System.nanoTime();
      running.expiresBy(expiries.schedule(answer::expire, expiry, TimeUnit.NANOSECONDS));
      return answer;
    } catch (SQLException e) {
      CairnException failure = turn.failed(e);
      turn.close();
      throw failure;
    } catch (RuntimeException e) {
      turn.spoiled();
      turn.close();
      throw e;
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Checked check(Question question, long started) {
    try {
      Checked checked = guard().check(question.sql(), question.parameters().size());
      metrics.checked(Duration.ofNanos(System.nanoTime() - started));
      return checked;
    } catch (CairnException e) {
      metrics.failed(e.code());
      throw e;
    }
  }

  /** Waits for a place; taking the snapshot last keeps files no longer than needed. */
  private Turn turn(long started, long limit) {
    try {
      if (!places.tryAcquire(config.waiting().toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      QueryEngine current = engine();
      Turn turn =
          new Turn(this, places, current, current.take(), snapshots.lease(), started, limit);
      running();
      return turn;
    } catch (SQLException | RuntimeException e) {
      places.release();
      throw e instanceof SQLException sql ? sentence(sql, 0) : (RuntimeException) e;
    }
  }

  private CairnException busy() {
    metrics.failed(ErrorCode.SQL_TIMEOUT);
    return new CairnException(
        ErrorCode.SQL_TIMEOUT,
        "%d questions run already (query.concurrency) and none ended within %d ms (query.wait)"
            .formatted(config.concurrency(), config.waiting().toMillis()));
  }

  /** Tells of the limits of this configuration. */
  CairnException sentence(SQLException e, long milliseconds) {
    return QueryFailure.of(e, config, milliseconds);
  }

  QueryMetrics metrics() {
    return metrics;
  }

  /** Measures how many run. */
  void running() {
    metrics.running(config.concurrency() - places.availablePermits());
  }

  /** Replaces an engine that does not work any more; questions that run in it fail. */
  synchronized void restart(QueryEngine broken, SQLException why) {
    if (engine == broken) {
      LOG.warn(
          "The query engine is started again: {}",
          QueryFailure.shown(String.valueOf(why.getMessage())));
      start();
      broken.close();
    }
  }

  private synchronized QueryEngine engine() {
    return Objects.requireNonNull(engine, "not started");
  }

  private synchronized SqlGuard guard() {
    return Objects.requireNonNull(guard, "not started");
  }

  @Override
  public synchronized void close() {
    expiries.shutdownNow();
    if (engine != null) {
      engine.close();
      engine = null;
      guard = null;
    }
  }
}
