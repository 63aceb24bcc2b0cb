package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** A statement that runs and everything that it holds. Not thread-safe. */
final class RunningQuestion {
  private final Turn turn;
  private final DuckDBPreparedStatement statement;
  private final AnswerRows rows;
  private final List<Questions.AnswerColumn> columns;
  private @Nullable Future<?> expiry;

  private RunningQuestion(
      Turn turn,
      DuckDBPreparedStatement statement,
      AnswerRows rows,
      List<Questions.AnswerColumn> columns) {
    this.turn = turn;
    this.statement = statement;
    this.rows = rows;
    this.columns = columns;
  }

  /** Starts the checked text on the turn's connection. */
  static RunningQuestion start(Turn turn, Checked checked, List<@Nullable Object> parameters)
      throws SQLException {
    BoundSql sql = new BoundSql(turn.seat().connection(), checked.sql(), parameters);
    DuckDBPreparedStatement statement = sql.prepare();
    try {
      List<Questions.AnswerColumn> columns = columns(statement.getMetaData());
      boolean flat = columns.stream().allMatch(column -> ChunkRows.reads(column.sqlType()));
      AnswerRows rows = flat ? new ChunkRows(statement, sql) : new ResultRows(statement, sql, turn);
      return new RunningQuestion(turn, statement, rows, columns);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static List<Questions.AnswerColumn> columns(ResultSetMetaData meta) throws SQLException {
    List<Questions.AnswerColumn> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(new Questions.AnswerColumn(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
    }
    return List.copyOf(columns);
  }

  /** Ends the task when the question is closed. */
  void expiresBy(Future<?> task) {
    expiry = task;
  }

  List<Questions.AnswerColumn> columns() {
    return columns;
  }

  @Nullable List<@Nullable Object> next() {
    try {
      if (turn.late()) {
        throw overtime();
      }
      return rows.next();
    } catch (SQLException e) {
      throw turn.failed(e);
    } catch (CairnException e) {
      throw e;
    } catch (RuntimeException e) {
      throw turn.failed(
          new CairnException(
              ErrorCode.SQL_FAILED, "a value of the answer cannot be shown: " + e.getMessage(), e));
    }
  }

  CairnException overtime() {
    return turn.failed(QueryFailure.timeout(turn.milliseconds(), null));
  }

  void close(long given, boolean cut) {
    if (expiry != null) {
      expiry.cancel(false);
    }
    try (statement;
        rows) {
      turn.answered(given, cut);
    } catch (SQLException e) {
      turn.spoiled();
    } finally {
      turn.close();
    }
  }
}
