package dev.cairn.conversation;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds whole sessions, read again from the lake with the batch's rows added. */
final class Recollection {
  private static final Logger log = LoggerFactory.getLogger(Recollection.class);
  private static final List<String> SUMMARY =
      List.of("workspace", "session_id", "row_id", "message_count");
  private final Fold.Recall recall;
  private final History.Teller teller;
  private final Memory memory;
  private final FoldConfig limits;
  private final FoldMetrics metrics;
  private final Changes changes;

  Recollection(
      Fold.Recall recall,
      History.Teller teller,
      Memory memory,
      FoldConfig limits,
      FoldMetrics metrics,
      Changes changes) {
    this.recall = recall;
    this.teller = teller;
    this.memory = memory;
    this.limits = limits;
    this.metrics = metrics;
    this.changes = changes;
  }

  /**
   * Folds the batch's rows of these sessions together with all that the lake has of them. Sessions
   * are read together as far as the limit for one session allows.
   */
  void fold(Collection<SessionRows> batch) {
    Map<SessionKey, Row> summaries = summaries(batch);
    Map<SessionKey, SessionRows> together = new LinkedHashMap<>();
    long messages = 0;
    for (SessionRows rows : readable(batch, summaries)) {
      long count = count(summaries.get(rows.session()));
      if (messages + count > limits.recalledMessages()) {
        refold(together, summaries);
        together.clear();
        messages = 0;
      }
      together.put(rows.session(), rows);
      messages += count;
    }
    refold(together, summaries);
  }

  private Map<SessionKey, Row> summaries(Collection<SessionRows> batch) {
    List<SessionKey> keys = batch.stream().map(SessionRows::session).toList();
    Map<SessionKey, Row> summaries = new HashMap<>();
    for (Row row : recall.rows(Datasets.SESSIONS, keys, SUMMARY)) {
      summaries.put(SessionKey.of(row), row);
    }
    return summaries;
  }

  /** Those that are to be read again: new sessions are folded at once, too long ones left out. */
  private List<SessionRows> readable(
      Collection<SessionRows> batch, Map<SessionKey, Row> summaries) {
    List<SessionRows> readable = new ArrayList<>();
    for (SessionRows rows : batch) {
      Row summary = summaries.get(rows.session());
      if (summary == null) {
        changes.addAll(fold(rows));
      } else if (count(summary) > limits.recalledMessages()) {
        leaveOut(rows, count(summary));
      } else {
        readable.add(rows);
      }
    }
    return readable;
  }

  private static long count(@Nullable Row summary) {
    Long count = summary == null ? null : summary.number("message_count");
    return count == null ? 0 : count;
  }

  private void leaveOut(SessionRows rows, long messages) {
    metrics.leftOut(rows.size());
    if (memory.isFirstReport(rows.session())) {
      log.error(
          "session {} has {} messages, recalled_messages allows {} to be read again: what comes"
              + " stays in witnessed and exchanges only until the limit is raised",
          rows.session().session(),
          messages,
          limits.recalledMessages());
    }
  }

  private void refold(Map<SessionKey, SessionRows> batch, Map<SessionKey, Row> summaries) {
    if (batch.isEmpty()) {
      return;
    }
    Changes whole = new Changes();
    for (SessionRows recalled : recalled(batch)) {
      whole.addAll(fold(recalled));
    }
    changes.addAll(whole.against(live(batch.keySet(), summaries)));
  }

  private Collection<SessionRows> recalled(Map<SessionKey, SessionRows> batch) {
    List<Row> rows = new ArrayList<>(recall.witnessed(batch.keySet()));
    rows.addAll(recall.histories(batch.keySet()));
    for (SessionRows session : batch.values()) {
      rows.addAll(session.witnessed());
      rows.addAll(session.exchanges());
    }
    return SessionRows.of(rows);
  }

  private Map<Dataset, Set<Long>> live(
      Collection<SessionKey> sessions, Map<SessionKey, Row> summaries) {
    Map<Dataset, Set<Long>> live = new HashMap<>();
    for (Dataset dataset : List.of(Datasets.MESSAGES, Datasets.TOOL_CALLS)) {
      Set<Long> ids = new HashSet<>();
      recall.rows(dataset, sessions, List.of("row_id")).forEach(row -> ids.add(Changes.id(row)));
      live.put(dataset, ids);
    }
    Set<Long> ids = new HashSet<>();
    summaries.forEach((session, row) -> {
      if (sessions.contains(session)) {
        ids.add(Changes.id(row));
      }
    });
    live.put(Datasets.SESSIONS, ids);
    return live;
  }

  /** Folds rows of a session as all there is of it, and remembers it. */
  private Changes fold(SessionRows all) {
    SessionState state = new SessionState(all.session());
    Changes whole = new Changes();
    if (!state.append(all, teller, whole)) {
      throw new IllegalStateException("a session that is folded whole cannot be unsettled");
    }
    memory.put(all.session(), state);
    return whole;
  }
}
