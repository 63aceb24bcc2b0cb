package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.ColumnType;
import dev.cairn.model.Dataset;
import dev.cairn.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes rows as micro-files, one for each dataset. For one thread. */
final class MicroWriter {
  private final DuckDBConnection connection;
  private final Path folder;

  MicroWriter(DuckDBConnection connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /** Writes all rows or leaves no file. */
  Map<Dataset, LakeFile> write(Map<Dataset, List<Row>> rows) throws SQLException, IOException {
    Map<Dataset, LakeFile> files = new HashMap<>();
    List<Path> begun = new ArrayList<>();
    try {
      for (Map.Entry<Dataset, List<Row>> entry : rows.entrySet()) {
        Dataset dataset = entry.getKey();
        Path path = folder.resolve(dataset + "-" + UUID.randomUUID() + ".parquet");
        begun.add(path);
        files.put(dataset, write(dataset, entry.getValue(), path));
      }
      return files;
    } catch (SQLException | RuntimeException failure) {
      for (Path path : begun) {
        Files.deleteIfExists(path);
      }
      throw failure;
    }
  }

  private LakeFile write(Dataset dataset, List<Row> rows, Path path) throws SQLException {
    String table = dataset.name() + "_waiting";
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE " + table + "(" + definition(dataset) + ")");
      long bytes = append(table, dataset, rows);
      ParquetCopy.Written written =
          ParquetCopy.write(
              connection, dataset, "SELECT * FROM " + table, path, ParquetCopy.Compression.QUICK);
      statement.execute("DROP TABLE " + table);
      return new LakeFile(
          written.path(),
          written.rows(),
          bytes,
          Statistics.sessions(
              dataset, written.metrics().lowerBounds(), written.metrics().upperBounds()),
          null);
    }
  }

  private static String definition(Dataset dataset) {
    return dataset.columns().stream()
        .map(column -> column.name() + " " + SqlTypes.of(column.type()))
        .collect(Collectors.joining(","));
  }

  /** Appends rows and gives the bytes that they take uncompressed. */
  private long append(String table, Dataset dataset, List<Row> rows) throws SQLException {
    long bytes = 0;
    List<Column> columns = dataset.columns();
    try (DuckDBAppender appender = connection.createAppender("main", table)) {
      for (Row row : rows) {
        appender.beginRow();
        for (int i = 0; i < columns.size(); i++) {
          bytes += append(appender, columns.get(i).type(), row.cell(i));
        }
        appender.endRow();
      }
    }
    return bytes;
  }

  private static int append(DuckDBAppender appender, ColumnType type, @Nullable Object cell)
      throws SQLException {
    switch (cell) {
      case null -> appender.appendNull();
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        appender.append(utf8);
        return RowSize.CELL + utf8.length;
      }
      case Double number -> appender.append(number.doubleValue());
      case Boolean flag -> appender.append(flag.booleanValue());
      case Long number when type == ColumnType.TIMESTAMP -> appender.appendEpochMicros(number);
      case Long number -> appender.append(number.longValue());
      default -> throw new IllegalArgumentException("no column holds a " + cell.getClass());
    }
    return RowSize.CELL;
  }
}
