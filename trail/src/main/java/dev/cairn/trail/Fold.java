package dev.cairn.trail;

import dev.cairn.model.Dataset;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes messages, tool calls and sessions of what witnesses saw. The rows that live in the end
 * depend on the rows that went in and not on their order or on how they were cut into batches.
 */
public interface Fold {
  /**
   * Folds a batch.
   *
   * @param batch new rows of {@code witnessed} and {@code exchanges}
   * @param recall what the batches before have left, this one not included
   */
  Folded fold(List<Row> batch, Recall recall);

  /** Forgets what it remembers between batches, because the last one was not kept. */
  void forget();

  /**
   * What a batch changed. A row with an id that was dead before says what it said then and lives
   * again.
   *
   * @param rows new rows of the folded datasets
   * @param dead the {@code row_id} of rows that they replace
   */
  record Folded(List<Row> rows, Map<Dataset, Set<Long>> dead) {}

  /** What the lake already holds of some sessions. */
  interface Recall {
    /**
     * Rows of a folded dataset that belong to the sessions, the dead ones left out.
     *
     * @param columns the columns to fill
     */
    List<Row> rows(Dataset dataset, Collection<SessionKey> sessions, List<String> columns);

    /**
     * The rows of {@code witnessed} that tell something first: of rows of a session that one
     * witness saw of one part of one message, under one alias and first-hand or not, those of the
     * earliest time.
     */
    List<Row> witnessed(Collection<SessionKey> sessions);

    /**
     * The exchanges that name a message first: rows of {@code exchanges} with their id, time,
     * session and position, and a {@code history} that lists, in any order, those of its keys that
     * no exchange of the session named before, by time and position.
     */
    List<Row> histories(Collection<SessionKey> sessions);

    /** The whole exchanges of these ids. */
    List<Row> exchanges(Collection<String> exchangeIds);
  }
}
