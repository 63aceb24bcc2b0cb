package dev.cairn.lake;

import dev.cairn.trail.Questions;
import java.sql.SQLException;

/** A table that can be asked for: what it means, and the SQL that makes it of stored rows. */
interface View {
  /** Its name and columns. */
  Questions.Table table();

  /** A SELECT with exactly the columns of the table, in order. */
  String select(StoredRows rows, Checked question) throws SQLException;

  /** Tells two questions apart for which {@link #select} differs over equal rows. */
  default String variant(Checked question) {
    return "";
  }
}
