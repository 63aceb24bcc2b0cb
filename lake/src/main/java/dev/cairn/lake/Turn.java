package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The right of one question to run: a place among the running ones, a connection, and files of the
 * lake that stay. Given back by closing.
 */
final class Turn implements AutoCloseable {
  private final LakeQuestions questions;
  private final Semaphore places;
  private final QueryEngine engine;
  private final QuerySeat seat;
  private final Snapshot snapshot;
  private final long started;
  private final long limit;
  private boolean spoiled;

  /**
   * @param places has given one permit for it
   * @param started {@link System#nanoTime} when the question came
   * @param limit nanoseconds that it may take
   */
  Turn(
      LakeQuestions questions,
      Semaphore places,
      QueryEngine engine,
      QuerySeat seat,
      Snapshot snapshot,
      long started,
      long limit) {
    this.questions = questions;
    this.places = places;
    this.engine = engine;
    this.seat = seat;
    this.snapshot = snapshot;
    this.started = started;
    this.limit = limit;
  }

  QuerySeat seat() {
    return seat;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  boolean late() {
    return System.nanoTime() - started > limit;
  }

  long milliseconds() {
    return Duration.ofNanos(limit).toMillis();
  }

  /** The sentence for a failure of the engine. */
  CairnException failed(SQLException e) {
    if (QueryFailure.fatal(e)) {
      spoiled = true;
      questions.restart(engine, e);
    }
    return failed(
        late() ? QueryFailure.timeout(milliseconds(), e) : questions.sentence(e, milliseconds()));
  }

  /** Counts a failure. */
  CairnException failed(CairnException e) {
    questions.metrics().failed(e.code());
    return e;
  }

  void answered(long rows, boolean cut) {
    questions.metrics().answered(Duration.ofNanos(System.nanoTime() - started), rows, cut);
  }

  /** The connection is not used again. */
  void spoiled() {
    spoiled = true;
  }

  @Override
  public void close() {
    try {
      giveBack();
    } finally {
      snapshot.close();
      places.release();
      questions.running();
    }
  }

  private void giveBack() {
    try {
      if (!spoiled) {
        seat.finish();
      }
    } catch (SQLException e) {
      spoiled = true;
    }
    if (spoiled) {
      seat.close();
    } else {
      engine.give(seat);
    }
  }
}
