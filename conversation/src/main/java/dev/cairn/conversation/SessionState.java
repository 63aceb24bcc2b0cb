package dev.cairn.conversation;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one session, and the rules by which rows become messages.
 *
 * <p>The same rules fold everything at once and a batch behind the others: an empty state takes any
 * rows, whole sessions too; a later one takes a batch if nothing that was folded before has to
 * change for it, and otherwise says so and is of no use any more.
 */
final class SessionState {
  private final Keys keys = new Keys();
  private final Replies replies = new Replies(keys);
  private final Sightings sightings = new Sightings(keys);
  private final History history = new History(keys, replies);
  private final Calls calls = new Calls(keys);
  private final Summary summary;
  private @Nullable Row sessionRow;

  SessionState(SessionKey session) {
    summary = new Summary(session);
  }

  /** What it weighs, in keys. */
  long weight() {
    return 20 + keys.size() + 4L * replies.size() + calls.weight();
  }

  /**
   * Folds rows behind those that were folded before.
   *
   * @param rows in any order
   * @param teller takes messages from the histories of these exchanges
   * @param changes gets what changes
   * @return false when what was folded before would have to change
   */
  boolean append(SessionRows rows, History.Teller teller, Changes changes) {
    List<Row> witnessed = Canonical.sorted(rows.witnessed());
    List<Row> fresh = new ArrayList<>();
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    if (!replies.learn(witnessed)
        || !sightings.learn(witnessed, fresh)
        || !history.learn(Canonical.sorted(rows.exchanges()), wanted)) {
      return false;
    }
    fresh.addAll(teller.tell(wanted));
    fresh = Canonical.sorted(fresh);
    rows.exchanges().stream().filter(History::isRepeating).forEach(summary::exchange);
    Map<String, List<Row>> messages = byFinalKey(fresh);
    return learnWords(messages, fresh) && emit(messages, changes);
  }

  private Map<String, List<Row>> byFinalKey(List<Row> rows) {
    Map<String, List<Row>> messages = new LinkedHashMap<>();
    for (Row row : rows) {
      String key = replies.finalKey(row);
      if (key != null) {
        messages.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
      }
    }
    return messages;
  }

  /** Two keys of witnesses can be one final key, and a reply that is not known yet may come. */
  private boolean learnWords(Map<String, List<Row>> messages, List<Row> rows) {
    for (String key : messages.keySet()) {
      if (Replies.isWords(key)) {
        if (keys.has(Keys.Kind.FINAL, key)) {
          return false;
        }
        keys.put(Keys.Kind.FINAL, key, 0, 0);
      }
    }
    for (Row row : rows) {
      String preceding = Replies.preceding(row);
      if (row.text("alias") == null && !preceding.isEmpty() && !replies.isAlias(preceding)) {
        keys.put(Keys.Kind.UNRESOLVED, preceding, 0, 0);
      }
    }
    return true;
  }

  private boolean emit(Map<String, List<Row>> messages, Changes changes) {
    List<List<Row>> merged = new ArrayList<>();
    messages.forEach((key, rows) -> merged.add(Message.of(key, rows)));
    List<Row> parts = merged.stream().flatMap(List::stream).toList();
    int newCalls = calls.join(parts, changes);
    if (newCalls < 0) {
      return false;
    }
    parts.forEach(row -> changes.add(Hashes.identified(row)));
    summary.calls(newCalls);
    merged.forEach(summary::message);
    summarise(changes);
    return true;
  }

  private void summarise(Changes changes) {
    if (summary.isEmpty()) {
      return;
    }
    Row row = summary.row();
    if (!row.equals(sessionRow)) {
      if (sessionRow != null) {
        changes.kill(Datasets.SESSIONS, Changes.id(sessionRow));
      }
      changes.add(row);
      sessionRow = row;
    }
  }
}
