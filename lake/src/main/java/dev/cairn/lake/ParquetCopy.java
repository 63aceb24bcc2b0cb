package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.Dataset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Metrics;

/** Writes Parquet files by DuckDB, columns under the field ids of their dataset. */
final class ParquetCopy {
  /** Rows of one row group; small enough that a look-up of one session reads little. */
  private static final int ROW_GROUP = 20_480;

  private ParquetCopy() {}

  /** What was written. */
  record Written(Path path, long rows, long bytes, Metrics metrics) {}

  /** How a file is compressed. */
  enum Compression {
    /** For files that live a minute. */
    QUICK("snappy", ""),
    /** For most files: repeated prompts vanish in its window. */
    NORMAL("zstd", ""),
    /** For files whose cells are megabytes, which need a wider window. */
    WIDE("zstd", ", COMPRESSION_LEVEL 9");

    private final String codec;
    private final String level;

    Compression(String codec, String level) {
      this.codec = codec;
      this.level = level;
    }

    /** The one for rows of this size. */
    static Compression forRowsOf(long bytes) {
      return bytes >= 1 << 20 ? WIDE : NORMAL;
    }
  }

  /** Writes the rows of a query, which must name all columns of the dataset. */
  static Written write(
      Connection connection, Dataset dataset, String query, Path file, Compression compression)
      throws SQLException {
    String sql =
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION %s%s, FIELD_IDS {%s}, ROW_GROUP_SIZE %d, RETURN_STATS)"
            .formatted(
                query,
                SqlTypes.text(file.toString()),
                compression.codec,
                compression.level,
                fieldIds(dataset),
                ROW_GROUP);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      long rows = result.getLong("count");
      Metrics metrics = Statistics.metrics(dataset, rows, columns(result));
      return new Written(file, rows, result.getLong("file_size_bytes"), metrics);
    }
  }

  private static Map<String, Map<String, String>> columns(ResultSet result) throws SQLException {
    Map<String, Map<String, String>> columns = new HashMap<>();
    if (result.getObject("column_statistics") instanceof Map<?, ?> statistics) {
      statistics.forEach((name, measures) -> columns.put(name.toString(), texts(measures)));
    }
    return columns;
  }

  private static Map<String, String> texts(Object measures) {
    Map<String, String> texts = new HashMap<>();
    ((Map<?, ?>) measures)
        .forEach((name, value) -> {
          if (value != null) {
            texts.put(name.toString(), value.toString());
          }
        });
    return texts;
  }

  private static String fieldIds(Dataset dataset) {
    return dataset.columns().stream()
        .map(column -> column.name() + ":" + column.id())
        .collect(Collectors.joining(","));
  }

  /** The names of all columns of a dataset, for a SELECT. */
  static String columns(Dataset dataset) {
    return dataset.columns().stream().map(Column::name).collect(Collectors.joining(","));
  }
}
