package dev.cairn.lake;

import java.util.Set;

/**
 * A statement that may run.
 *
 * @param sql exactly the text that was checked
 * @param tables the datasets and views that it reads
 * @param columns in lower case every name that it mentions as a column or names a table by
 * @param everyColumn whether it may also see columns that it does not mention
 */
record Checked(String sql, Set<String> tables, Set<String> columns, boolean everyColumn) {
  /** Whether a column of one of its tables can be seen in the answer. */
  boolean needs(String column) {
    return everyColumn || columns.contains(column);
  }
}
