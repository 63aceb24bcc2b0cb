package dev.cairn.lake;

import dev.cairn.trail.Questions.Question;
import dev.cairn.trail.Scope;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with temporary views, which no other connection sees. Views of an earlier question
 * may stay: those that a statement names are always made for its own snapshot, workspace and scope.
 */
final class QuerySeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuerySeat.class);

  private final DuckDBConnection connection;
  private final Map<String, Made> made = new HashMap<>();
  private long limit = -1;

  /** What a view was made for. */
  private record Made(long version, String workspace, Scope scope, String variant) {}

  QuerySeat(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  DuckDBConnection connection() {
    return connection;
  }

  /** Makes the views that the statement names, unless they stand already. */
  void prepare(
      Views views, FileWorkspaces footers, Snapshot snapshot, Question asked, Checked question)
      throws SQLException {
    List<String> missing = new ArrayList<>();
    for (String name : question.tables()) {
      String variant = views.named(name).variant(question);
      Made wanted = new Made(snapshot.version(), asked.workspace(), asked.scope(), variant);
      if (!wanted.equals(made.put(name, wanted))) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      make(views, missing, footers, snapshot, asked, question);
    }
  }

  private void make(
      Views views,
      List<String> names,
      FileWorkspaces footers,
      Snapshot snapshot,
      Question asked,
      Checked question)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      StoredRows rows =
          new StoredRows(snapshot, asked.workspace(), asked.scope(), footers, connection);
      for (String name : names) {
        String select = views.named(name).select(rows, question);
        statement.execute("CREATE OR REPLACE TEMP VIEW \"" + name + "\" AS " + select);
      }
      connection.commit();
    } catch (SQLException e) {
      made.clear();
      throw e;
    }
  }

  /** Bounds every statement from now on. */
  void limit(Duration time) throws SQLException {
    long milliseconds = Math.max(1, time.toMillis());
    if (milliseconds != limit) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET max_execution_time = " + milliseconds);
      }
      connection.commit();
      limit = milliseconds;
    }
  }

  /** Ends what the last question began. */
  void finish() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("A connection of the query engine did not close: {}", e.getMessage());
    }
  }
}
