package dev.cairn.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which files hold the rows of one workspace alone, as their footers tell. Files never change, so
 * each footer is read once. A question then opens no file of another workspace, and needs no filter
 * while none holds several. Thread-safe.
 */
final class FileWorkspaces {
  /** Statistics of longer names may be cut. */
  private static final int LONGEST = 32;

  private static final int MOST = 100_000;
  private static final String MANY = "";

  private final Map<String, String> only =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Files that can hold rows of a workspace.
   *
   * @param files in their order
   * @param filtered whether they may hold rows of others too
   */
  record Holding(List<Path> files, boolean filtered) {}

  /** Chooses among files; reads the footers of new ones on the connection. */
  synchronized Holding holding(Connection connection, List<Path> files, String workspace)
      throws SQLException {
    List<Path> unread = files.stream().filter(file -> !only.containsKey(file.toString())).toList();
    if (!unread.isEmpty()) {
      read(connection, unread);
    }
    List<Path> chosen = new ArrayList<>();
    boolean filtered = false;
    for (Path file : files) {
      String held = only.getOrDefault(file.toString(), MANY);
      if (held.equals(workspace) || held.equals(MANY)) {
        chosen.add(file);
        filtered |= held.equals(MANY);
      }
    }
    return new Holding(chosen, filtered || workspace.equals(MANY));
  }

  private void read(Connection connection, List<Path> files) throws SQLException {
    String list =
        files.stream()
            .map(file -> SqlTypes.text(file.toString()))
            .collect(Collectors.joining(",", "[", "]"));
    files.forEach(file -> only.put(file.toString(), MANY));
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT file_name, min(stats_min_value), max(stats_max_value),"
                    + " bool_and(coalesce(stats_null_count = 0, false)"
                    + " AND coalesce(stats_min_value = stats_max_value, false)"
                    + " AND coalesce(min_is_exact AND max_is_exact, false)) FROM"
                    + " parquet_metadata("
                    + list
                    + ") WHERE path_in_schema = 'workspace' GROUP BY file_name")) {
      while (result.next()) {
        String least = result.getString(2);
        boolean one = result.getBoolean(4) && least.equals(result.getString(3));
        if (one && least.length() <= LONGEST) {
          only.put(result.getString(1), least);
        }
      }
    }
  }
}
