package dev.cairn.lake;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a running statement, one after the other. */
interface AnswerRows extends AutoCloseable {
  /** The next row, or null at the end. */
  @Nullable List<@Nullable Object> next() throws SQLException;

  @Override
  void close() throws SQLException;
}
