package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cuts the rows of files, in the order of session and time, into pieces that can be sorted. */
final class BatchPlan {
  private static final String TIME = "coalesce(epoch_us(ts), 0)";

  private BatchPlan() {}

  /**
   * Neighbours in the order of session and time.
   *
   * @param where what they and no others satisfy; bounds of the session stand bare in it, so that
   *     Parquet files and row groups without them are not read
   * @param rowBytes the size of the largest row
   */
  record Batch(String where, long rowBytes) {}

  /** Where a batch ends; the next one starts behind. */
  private record Edge(@Nullable String session, long time) {}

  /** Batches of about this many uncompressed bytes. */
  static List<Batch> of(Connection connection, Dataset dataset, List<Path> files, long batchBytes)
      throws SQLException {
    List<Batch> batches = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query(dataset, files, batchBytes))) {
      Edge before = null;
      while (result.next()) {
        Edge last = new Edge(result.getString("session_id"), result.getLong("time"));
        Edge from =
            before != null && (before.session == null) == (last.session == null) ? before : null;
        batches.add(new Batch(where(from, last), result.getLong("row_bytes")));
        before = last;
      }
    }
    return batches;
  }

  private static String query(Dataset dataset, List<Path> files, long batchBytes) {
    return """
    WITH sized AS (SELECT session_id, %s AS time, %s AS bytes FROM %s),
    keys AS (
      SELECT session_id, time, sum(bytes) AS bytes, max(bytes) AS widest
      FROM sized GROUP BY session_id, time),
    running AS (
      SELECT *, sum(bytes) OVER (
        PARTITION BY session_id IS NULL ORDER BY session_id, time) AS total
      FROM keys),
    numbered AS (SELECT *, ((total - bytes) // %d)::BIGINT AS batch FROM running)
    SELECT arg_max(session_id, (session_id, time)) AS session_id,
      arg_max(time, (session_id, time)) AS time,
      max(widest) AS row_bytes
    FROM numbered GROUP BY session_id IS NULL, batch ORDER BY session_id IS NULL, batch
    """
        .formatted(TIME, bytes(dataset), SqlTypes.scan(dataset, files), batchBytes);
  }

  private static String bytes(Dataset dataset) {
    return dataset.columns().stream()
        .map(column ->
            switch (column.type()) {
              case TEXT, JSON -> "coalesce(strlen(" + column.name() + "), 0)";
              case LONG, DOUBLE, BOOLEAN, TIMESTAMP -> "8";
            })
        .collect(Collectors.joining("+"));
  }

  private static String where(@Nullable Edge from, Edge last) {
    if (last.session == null) {
      String after = from == null ? "" : " AND " + TIME + " > " + from.time;
      return "session_id IS NULL AND " + TIME + " <= " + last.time + after;
    }
    String upTo = bounded("<", SqlTypes.text(last.session), "<=", last.time);
    if (from == null || from.session == null) {
      return upTo;
    }
    return upTo + " AND " + bounded(">", SqlTypes.text(from.session), ">", from.time);
  }

  /** A bound that can be pushed into the files, and the exact one. */
  private static String bounded(String beyond, String session, String atTime, long time) {
    return "session_id %1$s= %2$s AND (session_id %1$s %2$s OR %3$s %4$s %5$d)"
        .formatted(beyond, session, TIME, atTime, time);
  }
}
