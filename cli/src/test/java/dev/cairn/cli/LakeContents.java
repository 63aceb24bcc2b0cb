package dev.cairn.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that the tables hold, in a form that two lakes can be compared by. */
final class LakeContents {
  private static final List<String> TABLES =
      List.of(
          "exchanges",
          "witnessed",
          "messages",
          "tool_calls",
          "sessions",
          "usage",
          "proxy_messages");

  private static final List<String> NAMING =
      List.of("exchange_id", "session_id", "message_key", "message_id", "part", "tool_use_id");

  private LakeContents() {}

  /** A digest of all columns of each row, by table and what names the row. */
  static SortedMap<String, String> of(RunningCairn cairn) {
    SortedMap<String, String> contents = new TreeMap<>();
    for (String table : TABLES) {
      cairn.rows(
          "select * from " + table,
          row -> contents.merge(name(table, row), digest(row), LakeContents::both));
    }
    return contents;
  }

  private static String name(String table, Map<String, Object> row) {
    StringBuilder name = new StringBuilder(table);
    NAMING.stream().filter(row::containsKey).forEach(key -> name.append(' ').append(row.get(key)));
    return name.toString();
  }

  private static String digest(Map<String, Object> row) {
    try {
      byte[] text = row.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String both(String one, String other) {
    return one.compareTo(other) <= 0 ? one + other : other + one;
  }
}
