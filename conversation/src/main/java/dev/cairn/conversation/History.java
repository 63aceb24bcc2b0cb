package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which exchange tells of each message that no witness saw itself: of those whose history names it,
 * the first in canonical order.
 */
final class History {
  private final Keys keys;
  private final Replies replies;

  History(Keys keys, Replies replies) {
    this.keys = keys;
    this.replies = replies;
  }

  /** The keys that an exchange repeats. */
  static List<String> of(Row exchange) {
    String history = exchange.text("history");
    return history == null || !isRepeating(exchange) ? List.of() : texts(history);
  }

  /** Whether an exchange repeats anything. */
  static boolean isRepeating(Row exchange) {
    String history = exchange.text("history");
    return history != null && history.length() > "[]".length();
  }

  /** The texts of a JSON list. */
  static List<String> texts(String json) {
    return List.of(JsonMapper.shared().readValue(json, String[].class));
  }

  /**
   * Finds what is to be told.
   *
   * @param exchanges in canonical order
   * @param wanted gets the keys to take from each exchange, by its id
   * @return false when what was folded before would have to change
   */
  boolean learn(List<Row> exchanges, Map<String, Set<String>> wanted) {
    Set<String> told = new LinkedHashSet<>();
    for (Row exchange : exchanges) {
      for (String key : of(exchange)) {
        if (isSeen(key) || told.contains(key)) {
          continue;
        }
        long known = keys.find(Keys.Kind.TOLD, key);
        if (known == Keys.ABSENT) {
          told.add(key);
          keys.put(Keys.Kind.TOLD, key, Canonical.time(exchange), 0);
          String id = Canonical.text(exchange, "exchange_id");
          wanted.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(key);
        } else if (Canonical.time(exchange) <= Keys.time(known)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isSeen(String key) {
    return replies.isAlias(key) || keys.has(Keys.Kind.SIGHTED, key);
  }

  /** Gives rows of {@code witnessed} that exchanges repeat. */
  interface Teller {
    /**
     * Takes messages from exchanges.
     *
     * @param wanted keys by the id of the exchange that tells of them
     */
    List<Row> tell(Map<String, Set<String>> wanted);
  }
}
