package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replies whose requests go on from one another without repeating what was said, as over a
 * WebSocket. Such a request cannot tell how often its reply was given before; the chain can.
 */
final class Chains {
  /** A reply that was given last so many replies ago counts as new. */
  private static final int WALK = 2_000;

  private final Map<String, Link> links = new HashMap<>();
  private final Set<String> awaited = new HashSet<>();

  int size() {
    return links.size() + awaited.size();
  }

  /**
   * Learns which reply goes on from which.
   *
   * @param rows in canonical order
   * @return false when a reply that was folded before goes on from one of these
   */
  boolean learn(List<Row> rows) {
    Set<String> missing = new HashSet<>();
    for (Row row : rows) {
      String key = Canonical.text(row, "message_key");
      if (isLinked(row) && !links.containsKey(key)) {
        if (awaited.contains(key)) {
          return false;
        }
        links.put(key, Link.of(row));
        missing.add(Replies.preceding(row));
      }
    }
    missing.remove("");
    missing.removeAll(links.keySet());
    awaited.addAll(missing);
    return true;
  }

  private static boolean isLinked(Row row) {
    return row.text("alias") != null
        && row.text("preceding") != null
        && !Canonical.fromHistory(row);
  }

  /** What a request that repeats the whole conversation calls the reply of a row. */
  String alias(Row row, String alias) {
    Link link = links.get(Canonical.text(row, "message_key"));
    return link == null ? alias : link.digest + "#" + number(link);
  }

  /** How often the reply was given up to now in its chain. */
  private int number(Link link) {
    int number = link.own;
    Link at = links.get(link.previous);
    for (int step = 0; at != null && step < WALK; step++) {
      if (at.digest.equals(link.digest)) {
        number += at.own;
      }
      at = links.get(at.previous);
    }
    return number;
  }

  /**
   * A reply in a chain.
   *
   * @param digest its alias without the number
   * @param own the number in its alias: how often its own request has it, this time included
   * @param previous the reply that its request goes on from, or empty
   */
  private record Link(String digest, int own, String previous) {
    static Link of(Row row) {
      String alias = Canonical.text(row, "alias");
      int mark = alias.lastIndexOf('#');
      return mark < 0
          ? new Link(alias, 1, Replies.preceding(row))
          : new Link(
              alias.substring(0, mark),
              Integer.parseInt(alias, mark + 1, alias.length(), 10),
              Replies.preceding(row));
    }
  }
}
