package dev.cairn.lake;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * A checked text with the values of its parameters.
 *
 * @param connection where it runs
 * @param sql the text
 * @param parameters values in order
 */
record BoundSql(DuckDBConnection connection, String sql, List<@Nullable Object> parameters) {
  /** A statement that is ready to run. */
  DuckDBPreparedStatement prepare() throws SQLException {
    DuckDBPreparedStatement statement = connection.prepare(sql);
    try {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
