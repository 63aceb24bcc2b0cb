package dev.cairn.conversation;

import dev.cairn.model.Row;
import dev.cairn.model.Signal;
import dev.cairn.trail.Fold;
import dev.cairn.trail.Projector;
import java.util.ArrayList;
import java.util.List;

/**
 * The fold of {@code messages}, {@code tool_calls} and {@code sessions}. A batch that only adds to
 * sessions in memory is folded from memory; for any other session all that was witnessed is read
 * again and what differs is given. Not thread-safe.
 */
public final class ConversationFold implements Fold {
  private final Projector projector;
  private final FoldConfig limits;
  private final FoldMetrics metrics;
  private final Memory memory;

  /**
   * @param projectors those that made the rows; the one of {@link Signal#PROXY} reads histories
   */
  public ConversationFold(List<Projector> projectors, FoldConfig limits, FoldMetrics metrics) {
    this.projector =
        projectors.stream()
            .filter(candidate -> candidate.signal() == Signal.PROXY)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("projectors must have one of the signal proxy"));
    this.limits = limits;
    this.metrics = metrics;
    this.memory = new Memory(limits);
  }

  /** Measures nothing. */
  public ConversationFold(List<Projector> projectors, FoldConfig limits) {
    this(projectors, limits, FoldMetrics.NONE);
  }

  @Override
  public Folded fold(List<Row> batch, Recall recall) {
    try {
      return changes(batch, recall).folded();
    } catch (RuntimeException failure) {
      forget();
      throw failure;
    }
  }

  private Changes changes(List<Row> batch, Recall recall) {
    Changes changes = new Changes();
    Bodies bodies = new Bodies(projector, batch, recall);
    List<SessionRows> unsettled = new ArrayList<>();
    int fast = 0;
    for (SessionRows rows : SessionRows.of(batch)) {
      if (append(rows, bodies, changes)) {
        fast++;
      } else {
        unsettled.add(rows);
      }
    }
    if (!unsettled.isEmpty()) {
      new Recollection(recall, bodies, memory, limits, metrics, changes).fold(unsettled);
    }
    metrics.fast(fast);
    metrics.slow(unsettled.size());
    metrics.held(memory.sessions(), memory.weight());
    return changes;
  }

  /** Folds from memory, if that can be done; a state that cannot is given up. */
  private boolean append(SessionRows rows, Bodies bodies, Changes changes) {
    SessionState state = memory.take(rows.session());
    Changes appended = new Changes();
    if (state == null || !state.append(rows, bodies, appended)) {
      return false;
    }
    memory.put(rows.session(), state);
    changes.addAll(appended);
    return true;
  }

  @Override
  public void forget() {
    memory.clear();
  }
}
