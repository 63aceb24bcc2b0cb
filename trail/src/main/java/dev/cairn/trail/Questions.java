package dev.cairn.trail;

import dev.cairn.model.ColumnType;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Checked SQL in, rows out: the only way to read the lake. Thread-safe. */
public interface Questions {
  /**
   * Asks a question.
   *
   * @throws dev.cairn.kernel.CairnException SQL_REFUSED with the reason when it is not one
   *     read-only statement over the datasets; SQL_FAILED, SQL_TIMEOUT or SQL_MEMORY with the limit
   */
  Answer ask(Question question);

  /** What can be asked: every dataset and view with its columns. */
  List<Table> catalog();

  /**
   * One statement.
   *
   * @param sql SELECT, WITH, FROM, DESCRIBE, SUMMARIZE or SHOW over the datasets
   * @param parameters values of its {@code ?}, in order: texts, longs, doubles, booleans
   * @param workspace whose rows may be seen
   * @param limits what it may take
   * @param scope which of those rows
   */
  record Question(
      String sql, List<@Nullable Object> parameters, String workspace, Limits limits, Scope scope) {
    /** A question about everything of a workspace. */
    public Question(
        String sql, List<@Nullable Object> parameters, String workspace, Limits limits) {
      this(sql, parameters, workspace, limits, Scope.ALL);
    }
  }

  /**
   * What a question may take; all of it is reported when it bites.
   *
   * @param rows how many rows are given; the answer says when there were more
   * @param time how long it may run
   */
  record Limits(long rows, Duration time) {}

  /** Rows one after the other. Not thread-safe; holds files of the lake until closed. */
  interface Answer extends AutoCloseable {
    /** Names of the columns and the types of their values. */
    List<AnswerColumn> columns();

    /**
     * The next row, or null at the end: texts, longs, doubles, booleans, {@link java.time.Instant},
     * {@link java.math.BigDecimal}, {@link java.math.BigInteger}, lists and maps of these, or null.
     */
    @Nullable List<@Nullable Object> next();

    /** Whether rows were left out because of {@link Limits#rows}; known after the end. */
    boolean cut();

    @Override
    void close();
  }

  /**
   * A column of an answer.
   *
   * @param name its name
   * @param sqlType its type as the engine names it
   */
  record AnswerColumn(String name, String sqlType) {}

  /**
   * A table that can be asked.
   *
   * @param name its name in SQL
   * @param meaning what one row is
   * @param columns names to types and meanings, in order
   */
  record Table(String name, String meaning, SequencedMap<String, TableColumn> columns) {}

  /**
   * A column of a table.
   *
   * @param type what it holds
   * @param meaning one sentence
   */
  record TableColumn(ColumnType type, String meaning) {}
}
