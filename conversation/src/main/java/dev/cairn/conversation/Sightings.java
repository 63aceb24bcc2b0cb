package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages were seen, under the keys that the witnesses use. */
final class Sightings {
  private static final int STANDINGS = 8;

  /** What is remembered of a message is not enough to judge a further row of it. */
  private static final int INTRICATE = 0;

  private static final int PARTS_AT_MOST = Keys.FACTS / STANDINGS - 1;

  private final Keys keys;

  Sightings(Keys keys) {
    this.keys = keys;
  }

  /**
   * Learns what was seen.
   *
   * @param rows in canonical order
   * @param fresh gets the rows of messages not seen before; a later row of a part that the same
   *     witness has told before means nothing
   * @return false when what was folded before would have to change
   */
  boolean learn(List<Row> rows, List<Row> fresh) {
    for (Map.Entry<String, List<Row>> message : byKey(rows).entrySet()) {
      long known = keys.find(Keys.Kind.SIGHTED, message.getKey());
      if (known == Keys.ABSENT) {
        if (keys.has(Keys.Kind.TOLD, message.getKey())) {
          return false;
        }
        remember(message.getKey(), message.getValue());
        fresh.addAll(message.getValue());
      } else if (!message.getValue().stream().allMatch(row -> isRepeated(row, known))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, List<Row>> byKey(List<Row> rows) {
    Map<String, List<Row>> messages = new LinkedHashMap<>();
    for (Row row : rows) {
      String key = Canonical.text(row, "message_key");
      messages.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    return messages;
  }

  /** Remembers the time of the last row that counts, and who told how many parts from 0 on. */
  private void remember(String key, List<Row> rows) {
    Set<Long> parts = new HashSet<>();
    long time = 0;
    boolean simple = true;
    int standing = Canonical.standing(rows.getFirst());
    for (Row row : rows) {
      simple &= Canonical.standing(row) == standing;
      if (parts.add(Canonical.part(row))) {
        time = Canonical.time(row);
      }
    }
    simple &= parts.size() <= PARTS_AT_MOST;
    for (long part = 0; simple && part < parts.size(); part++) {
      simple = parts.contains(part);
    }
    int facts = simple ? parts.size() * STANDINGS + standing : INTRICATE;
    keys.put(Keys.Kind.SIGHTED, key, time, facts);
  }

  /** Whether a row adds nothing: the same witness told the same part before. */
  private static boolean isRepeated(Row row, long known) {
    int facts = Keys.facts(known);
    return Canonical.standing(row) == facts % STANDINGS
        && Canonical.part(row) < facts / STANDINGS
        && Canonical.time(row) > Keys.time(known);
  }
}
