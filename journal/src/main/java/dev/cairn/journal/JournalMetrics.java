package dev.cairn.journal;

import dev.cairn.model.Signal;
import java.time.Duration;

/** What a journal tells of its work. Called on its threads; must be quick. */
public interface JournalMetrics {
  /** Tells nobody. */
  JournalMetrics NONE = new JournalMetrics() {};

  /** Records of a signal became durable with one sync that took so long, writing included. */
  default void committed(Signal signal, long records, long bytes, Duration took) {}

  /** An append was sent back because the buffer is full or the disk fails. */
  default void turnedAway(Signal signal) {}

  /** A write or a sync failed. */
  default void failed(Signal signal) {}

  /** A closed day was compressed. */
  default void packed(Signal signal, long plainBytes, long packedBytes) {}

  /** Retention deleted a closed day of so many bytes on disk. */
  default void retired(Signal signal, long bytes) {}

  /** Records were overwritten by a purge. */
  default void purged(Signal signal, int records) {}
}
