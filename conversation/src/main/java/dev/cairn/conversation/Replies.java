package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which reply of the model each alias means: of several, the first in canonical order. */
final class Replies {
  private static final String WORDS = "w-";

  private final Map<String, Holder> holders = new HashMap<>();
  private final Chains chains = new Chains();
  private final Keys keys;

  Replies(Keys keys) {
    this.keys = keys;
  }

  int size() {
    return holders.size() + chains.size();
  }

  boolean isAlias(String key) {
    return holders.containsKey(key);
  }

  /**
   * Learns the aliases of rows.
   *
   * @param rows in canonical order
   * @return false when what was folded before would have to change
   */
  boolean learn(List<Row> rows) {
    if (!chains.learn(rows)) {
      return false;
    }
    for (Row row : rows) {
      String alias = row.text("alias");
      if (alias != null && !Canonical.fromHistory(row) && !learn(chains.alias(row, alias), row)) {
        return false;
      }
    }
    return true;
  }

  private boolean learn(String alias, Row row) {
    Holder holder = holders.get(alias);
    if (holder != null) {
      return holder.precedes(row);
    }
    holders.put(alias, Holder.of(row));
    return !keys.has(Keys.Kind.UNRESOLVED, alias)
        && !keys.has(Keys.Kind.TOLD, alias)
        && !keys.has(Keys.Kind.SIGHTED, alias);
  }

  /**
   * The key under which everything that was seen of a message meets, or null for a reply that only
   * a history told and that a witness saw itself, under another key.
   */
  @Nullable String finalKey(Row row) {
    String key = Canonical.text(row, "message_key");
    if (isWords(key)) {
      int suffix = key.indexOf('#');
      String content = Canonical.text(row, "content_hash");
      return WORDS
          + Hashes.hex(resolved(preceding(row)) + "\n" + content)
          + (suffix < 0 ? "" : key.substring(suffix));
    }
    return Canonical.fromHistory(row) && isAlias(key) ? null : key;
  }

  static boolean isWords(String key) {
    return key.startsWith(WORDS);
  }

  /** What words name as the reply before them, "" for none. */
  static String preceding(Row row) {
    String preceding = row.text("preceding");
    return preceding == null ? "" : preceding;
  }

  private String resolved(String preceding) {
    Holder holder = holders.get(preceding);
    return holder == null ? preceding : holder.key;
  }

  /** The reply that an alias means, and where it was seen. */
  private record Holder(String key, Place place) {
    static Holder of(Row row) {
      return new Holder(Canonical.text(row, "message_key"), Place.of(row));
    }

    /** Whether it stays the first now that this row is known. */
    boolean precedes(Row row) {
      int order = place.compareTo(Place.of(row));
      return order < 0 || (order == 0 && key.compareTo(Canonical.text(row, "message_key")) <= 0);
    }
  }
}
