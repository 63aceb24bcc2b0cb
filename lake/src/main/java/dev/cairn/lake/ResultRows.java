package dev.cairn.lake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** Rows with lists, structs and other values that have parts. */
final class ResultRows implements AnswerRows {
  private final BoundSql sql;
  private final Turn turn;
  private final ResultSet result;
  private final int columns;

  ResultRows(DuckDBPreparedStatement statement, BoundSql sql, Turn turn) throws SQLException {
    this.sql = sql;
    this.turn = turn;
    this.result = first(statement);
    this.columns = result.getMetaData().getColumnCount();
  }

  private ResultSet first(DuckDBPreparedStatement statement) throws SQLException {
    try {
      return statement.executeQuery();
    } catch (SQLException e) {
      throw remembered(e);
    }
  }

  @Override
  public @Nullable List<@Nullable Object> next() throws SQLException {
    if (!advance()) {
      return null;
    }
    List<@Nullable Object> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      row.add(Values.of(result.getObject(i)));
    }
    return row;
  }

  private boolean advance() throws SQLException {
    try {
      return result.next();
    } catch (SQLException e) {
      throw remembered(e);
    }
  }

  /** The driver forgets an error of the first rows; another way to run them tells it. */
  private SQLException remembered(SQLException e) throws SQLException {
    boolean forgotten = String.valueOf(e.getMessage()).contains("Invalid result set");
    if (forgotten && !turn.late()) {
      sql.connection().rollback();
      try (DuckDBPreparedStatement again = sql.prepare()) {
        again.query().close();
      }
    }
    return e;
  }

  @Override
  public void close() throws SQLException {
    result.close();
  }
}
