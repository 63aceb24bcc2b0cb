package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.ColumnType;
import dev.cairn.model.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** How datasets look to DuckDB. */
final class SqlTypes {
  private SqlTypes() {}

  /** The DuckDB type of a column. */
  static String of(ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> "VARCHAR";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMPTZ";
    };
  }

  /**
   * A scan of Parquet files that finds columns by field id, so that files written before a column
   * was added or renamed read right.
   */
  static String scan(Dataset dataset, List<Path> files) {
    return "read_parquet(%s, schema=map{%s})"
        .formatted(
            files.stream()
                .map(file -> text(file.toString()))
                .collect(Collectors.joining(",", "[", "]")),
            dataset.columns().stream().map(SqlTypes::field).collect(Collectors.joining(",")));
  }

  private static String field(Column column) {
    return "%d:{name:%s,type:'%s',default_value:NULL}"
        .formatted(column.id(), text(column.name()), of(column.type()));
  }

  /** A text as an SQL literal. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
