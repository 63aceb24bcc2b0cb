package dev.cairn.trail;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import org.jspecify.annotations.Nullable;

/** A walk along one signal of a journal, over days open and closed. Not thread-safe. */
public interface JournalReader extends AutoCloseable {
  /** The next durable record, or null when there is none yet; a later call may have one. */
  @Nullable JournalRecord next();

  /** Behind the last record that {@link #next()} gave. */
  Position position();

  @Override
  void close();
}
