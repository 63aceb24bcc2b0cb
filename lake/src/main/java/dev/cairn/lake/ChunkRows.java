package dev.cairn.lake;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose cells become Java objects one at a time, so that wide rows do not fill the heap; only
 * for columns without parts.
 */
final class ChunkRows implements AnswerRows {
  private static final Set<String> FLAT =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "FLOAT",
          "DOUBLE",
          "VARCHAR",
          "JSON",
          "HUGEINT",
          "DATE",
          "TIMESTAMP",
          "TIMESTAMP WITH TIME ZONE");

  private final BoundSql sql;
  private final DuckDBChunkedResult result;
  private final List<DuckDBReadableVector> columns = new ArrayList<>();
  private long rows;
  private long at;

  ChunkRows(DuckDBPreparedStatement statement, BoundSql sql) throws SQLException {
    this.sql = sql;
    this.result = statement.query();
  }

  /** Whether values of this type can be read so. */
  static boolean reads(String sqlType) {
    return FLAT.contains(sqlType) || sqlType.startsWith("DECIMAL(") && !sqlType.endsWith("]");
  }

  @Override
  public @Nullable List<@Nullable Object> next() throws SQLException {
    while (at == rows) {
      if (!result.nextChunk()) {
        failIfBroken();
        return null;
      }
      load(result.chunk());
    }
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    for (DuckDBReadableVector column : columns) {
      row.add(column.isNull(at) ? null : Values.cell(column, at));
    }
    at++;
    return row;
  }

  private void load(DuckDBDataChunkReader chunk) {
    columns.clear();
    for (long i = 0; i < chunk.columnCount(); i++) {
      columns.add(chunk.vector(i));
    }
    rows = chunk.rowCount();
    at = 0;
  }

  /**
   * The driver takes an error between two chunks for the end. The transaction knows better: after
   * an error it takes no other statement. What the error was is told by running it once more.
   */
  private void failIfBroken() throws SQLException {
    try (Statement probe = sql.connection().createStatement()) {
      probe.execute("SELECT 1");
    } catch (SQLException aborted) {
      result.close();
      sql.connection().rollback();
      again();
      throw new SQLException("the question failed half-way; ask it again", aborted);
    }
  }

  private void again() throws SQLException {
    try (PreparedStatement statement = sql.prepare();
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        // only its error matters
      }
    }
  }

  @Override
  public void close() throws SQLException {
    result.close();
  }
}
