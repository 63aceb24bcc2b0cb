package dev.cairn.trail;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Row;
import dev.cairn.model.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of one signal into rows, and knows nothing but those records: the same records give
 * the same rows.
 */
public interface Projector {
  /** The signal whose records it reads. */
  Signal signal();

  /** Starts a walk along the signal that has seen nothing yet. */
  Projection begin();

  /**
   * The messages that a projected exchange repeated, as rows of {@code witnessed}: what is named by
   * its {@code history}, with {@code from_history} set.
   *
   * @param exchange a row of {@code exchanges} that this projector made
   */
  List<Row> history(Row exchange);

  /** A walk along one signal that remembers what is open, such as an exchange without its end. */
  interface Projection {
    /**
     * Takes the next record and gives the rows that it closed; each carries the position of this
     * record. A record that makes no sense gives no rows and never throws.
     */
    List<Row> accept(JournalRecord journalRecord);

    /** Where the oldest record stands that is still needed, or null when nothing is open. */
    @Nullable Position oldestOpen();
  }
}
