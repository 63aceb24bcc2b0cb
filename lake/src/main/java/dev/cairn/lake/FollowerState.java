package dev.cairn.lake;

import dev.cairn.model.Position;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Projector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How the follower is; written by its thread, read by any. */
final class FollowerState {
  private final Journal journal;
  private final List<Projector> projectors;
  private final InstantSource clock;
  private volatile List<Progress> flushed = List.of();
  private volatile List<Position> passed = List.of();
  private volatile int waitingRows;
  private volatile @Nullable Instant lastFlush;
  private volatile Instant caughtUp;
  private volatile @Nullable String trouble;

  FollowerState(Journal journal, List<Projector> projectors, InstantSource clock) {
    this.journal = journal;
    this.projectors = projectors;
    this.clock = clock;
    this.caughtUp = clock.instant();
  }

  /** Where the followed signals end now. */
  List<Position> ends() {
    return projectors.stream().map(projector -> journal.end(projector.signal())).toList();
  }

  void waiting(int rows) {
    waitingRows = rows;
  }

  /**
   * Everything that was read can be asked for.
   *
   * @param progress how far the walks had come
   * @param some whether there was anything
   */
  void flushed(List<Progress> progress, boolean some) {
    flushed = progress;
    waitingRows = 0;
    trouble = null;
    if (some) {
      lastFlush = clock.instant();
    }
  }

  /** Everything before these ends can be asked for. */
  void passed(List<Position> ends) {
    passed = ends;
    caughtUp = clock.instant();
  }

  void failed(String why) {
    trouble = why;
  }

  boolean isHealthy() {
    return trouble == null;
  }

  /** Whether everything before the positions can be asked for. */
  boolean reached(List<Position> ends) {
    List<Progress> progress = flushed;
    List<Position> behind = passed;
    return ends.stream()
        .allMatch(end ->
            behind.stream().anyMatch(position -> isAtOrAfter(position, end))
                || progress.stream().anyMatch(walk -> isAtOrAfter(walk.emitted(), end)));
  }

  private static boolean isAtOrAfter(Position position, Position end) {
    return position.signal() == end.signal()
        && position.journal().equals(end.journal())
        && position.compareTo(end) >= 0;
  }

  /** Bytes still to be read; of the last day only, where the walk is behind it. */
  long lagBytes() {
    long lag = 0;
    for (Progress progress : flushed) {
      Position at = progress.emitted();
      Position end = journal.end(at.signal());
      boolean sameDay = end.date().equals(at.date());
      lag += sameDay ? Math.max(0, end.offset() - at.offset()) : end.offset();
    }
    return lag;
  }

  /** Adds what a person wants to know. */
  void describe(SequencedMap<String, Object> facts) {
    long lag = lagBytes();
    Duration behind = Duration.between(caughtUp, clock.instant());
    facts.put("lag_bytes", lag);
    facts.put("lag_seconds", lag == 0 ? 0 : behind.toSeconds());
    facts.put("waiting_rows", waitingRows);
    put(facts, "last_flush", lastFlush);
    put(facts, "trouble", trouble);
  }

  static void put(SequencedMap<String, Object> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }
}
