package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a row of messages of each row of witnessed, the later of two with one key replacing the
 * first, and a row of sessions that is replaced with each new message. A key that begins with
 * {@code poison} is one that it cannot fold.
 */
final class TestFold implements Fold {
  private final Map<SessionKey, Known> known = new HashMap<>();
  int forgotten;

  private static final class Known {
    final Map<String, Long> messages = new HashMap<>();
    long session;
  }

  @Override
  public Folded fold(List<Row> batch, Recall recall) {
    Map<String, Row> messages = new LinkedHashMap<>();
    Set<SessionKey> touched = new HashSet<>();
    Set<Long> deadMessages = new HashSet<>();
    for (Row row : batch) {
      if (row.dataset() == Datasets.WITNESSED) {
        SessionKey session = SessionKey.of(row);
        Known state = known.computeIfAbsent(session, key -> remember(key, recall));
        touched.add(session);
        String key = row.text("message_key");
        if (String.valueOf(key).startsWith("poison")) {
          throw new IllegalStateException("poison");
        }
        Row message = message(row);
        Long before = state.messages.put(key, message.number("row_id"));
        if (before != null && messages.put(session + key, message) == null) {
          deadMessages.add(before);
        }
        messages.put(session + key, message);
      }
    }
    List<Row> rows = new ArrayList<>(messages.values());
    Set<Long> deadSessions = new HashSet<>();
    for (SessionKey key : touched) {
      Known state = known.get(key);
      if (state.session != 0) {
        deadSessions.add(state.session);
      }
      Row row = session(key, state);
      state.session = row.number("row_id");
      deadSessions.remove(state.session);
      rows.add(row);
    }
    Map<Dataset, Set<Long>> dead = new HashMap<>();
    dead.put(Datasets.MESSAGES, deadMessages);
    dead.put(Datasets.SESSIONS, deadSessions);
    return new Folded(rows, dead);
  }

  private static Known remember(SessionKey key, Recall recall) {
    Known state = new Known();
    List<String> narrow = List.of("message_key", "row_id");
    for (Row row : recall.rows(Datasets.MESSAGES, List.of(key), narrow)) {
      state.messages.put(row.text("message_key"), row.number("row_id"));
    }
    for (Row row : recall.rows(Datasets.SESSIONS, List.of(key), List.of("row_id"))) {
      state.session = row.number("row_id");
    }
    return state;
  }

  private static Row message(Row witnessed) {
    Row row = Row.of(Datasets.MESSAGES);
    for (String column :
        List.of("ts", "workspace", "session_id", "message_key", "part", "content_text")) {
      row.set(column, witnessed.value(column));
    }
    return row.set("exchange_id", witnessed.text("exchange_id"))
        .set("row_id", id("m", witnessed.text("exchange_id")));
  }

  private static Row session(SessionKey key, Known state) {
    long fingerprint = state.messages.values().stream().mapToLong(Long::longValue).sum();
    return Row.of(Datasets.SESSIONS)
        .set("row_id", id("s", key + ":" + fingerprint))
        .set("ts", TestTrail.DAY)
        .set("workspace", key.workspace())
        .set("session_id", key.session())
        .set("message_count", (long) state.messages.size());
  }

  private static long id(String kind, Object name) {
    long hash = 1125899906842597L;
    for (char c : (kind + name).toCharArray()) {
      hash = 31 * hash + c;
    }
    return hash == 0 ? 1 : hash;
  }

  @Override
  public void forget() {
    forgotten++;
    known.clear();
  }
}
