package dev.cairn.lake;

import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;

/**
 * How far the lake has followed one signal of one journal.
 *
 * @param resume the first record of the oldest exchange that is open: where reading starts again
 * @param emitted rows of records before this are in the lake, others are not
 */
record Progress(Position resume, Position emitted) {
  /** Nothing was read yet. */
  static Progress start(Journal journal, Signal signal) {
    Position start = journal.start(signal);
    return new Progress(start, start);
  }

  boolean isOf(Journal journal, Signal signal) {
    return emitted.journal().equals(journal.id()) && emitted.signal() == signal;
  }

  /** Whether both tell of the same signal of the same journal. */
  boolean sameWalk(Progress other) {
    return emitted.journal().equals(other.emitted.journal())
        && emitted.signal() == other.emitted.signal();
  }
}
