package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.model.Dataset;
import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds batches so that a session which cannot be folded stops no other: its rows stay in {@code
 * witnessed}, from which a later fold makes its messages.
 */
final class CarefulFold {
  private static final Logger LOG = LoggerFactory.getLogger(CarefulFold.class);

  private final Fold fold;
  private final LakeMetrics metrics;
  private final AtomicLong leftOut = new AtomicLong();

  CarefulFold(Fold fold, LakeMetrics metrics) {
    this.fold = fold;
    this.metrics = metrics;
  }

  /**
   * @throws CairnException when the lake cannot be read, which is no fault of a session
   */
  Fold.Folded fold(List<Row> batch, Fold.Recall recall) {
    try {
      return fold.fold(batch, recall);
    } catch (CairnException storage) {
      throw storage;
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.debug("a batch cannot be folded as one", failure);
      fold.forget();
      return oneByOne(batch, recall);
    }
  }

  private Fold.Folded oneByOne(List<Row> batch, Fold.Recall recall) {
    List<Row> rows = new ArrayList<>();
    Map<Dataset, Set<Long>> dead = new HashMap<>();
    bySession(batch)
        .forEach((session, own) -> {
          Fold.Folded folded = foldOne(session, own, recall);
          rows.addAll(folded.rows());
          folded
              .dead()
              .forEach((dataset, ids) ->
                  dead.computeIfAbsent(dataset, d -> new HashSet<>()).addAll(ids));
        });
    return new Fold.Folded(rows, dead);
  }

  private static Map<String, List<Row>> bySession(Collection<Row> batch) {
    Map<String, List<Row>> sessions = new LinkedHashMap<>();
    for (Row row : batch) {
      String session = row.text("session_id") + " of workspace " + row.text("workspace");
      sessions.computeIfAbsent(session, s -> new ArrayList<>()).add(row);
    }
    return sessions;
  }

  private Fold.Folded foldOne(String session, List<Row> rows, Fold.Recall recall) {
    try {
      return fold.fold(rows, recall);
    } catch (CairnException storage) {
      throw storage;
    } catch (RuntimeException | StackOverflowError failure) {
      fold.forget();
      leftOut.addAndGet(rows.size());
      metrics.leftOut(rows.size());
      LOG.error(
          "session {} cannot be folded: {} rows stay in witnessed and make no messages",
          session,
          rows.size(),
          failure);
      return new Fold.Folded(List.of(), Map.of());
    }
  }

  void forget() {
    fold.forget();
  }

  /** How many rows made no messages because their session could not be folded. */
  long leftOut() {
    return leftOut.get();
  }
}
