package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.jspecify.annotations.Nullable;

/** Writes durable, sorted files of the tables out of other files. For one thread. */
final class DataWriter {
  /** What Hive and Iceberg call the partition of rows without a time. */
  private static final String NO_DAY = "__HIVE_DEFAULT_PARTITION__";

  private static final String DAY = "floor(epoch_us(ts) / 86400000000)::INTEGER";

  private final Connection connection;
  private final LakeConfig config;
  private final Set<Path> written = new HashSet<>();

  DataWriter(Connection connection, LakeConfig config) {
    this.connection = connection;
    this.config = config;
  }

  /** The days that the rows of files fall on, as days since 1970; null for rows without a time. */
  List<@Nullable Integer> days(Dataset dataset, List<LakeFile> files) throws SQLException {
    String sql = "SELECT DISTINCT " + DAY + " FROM " + scan(dataset, files);
    List<@Nullable Integer> days = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        days.add((Integer) result.getObject(1));
      }
    }
    return days;
  }

  /** The condition under which a row falls on a day. */
  static String onDay(@Nullable Integer day) {
    return day == null
        ? "ts IS NULL"
        : "ts >= make_timestamptz(%1$d * 86400000000) AND ts < make_timestamptz((%1$d + 1) * 86400000000)"
            .formatted(day);
  }

  /** Those of the files that hold one of the rows. */
  List<LakeFile> holding(Dataset dataset, List<LakeFile> files, Set<Long> rowIds)
      throws SQLException {
    if (files.isEmpty() || rowIds.isEmpty()) {
      return List.of();
    }
    String scan = scan(dataset, files);
    String sql =
        "SELECT DISTINCT filename FROM %s, filename=true) WHERE row_id IN %s"
            .formatted(scan.substring(0, scan.length() - 1), Recollection.numbers(rowIds));
    Set<Path> paths = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        paths.add(Path.of(result.getString(1)));
      }
    }
    return files.stream().filter(file -> paths.contains(file.path())).toList();
  }

  /**
   * Writes the rows of files that satisfy a condition as one file of a day.
   *
   * @param kind the start of the file's name
   * @return the file, unless there is no such row
   */
  Optional<DataFile> write(
      Dataset dataset,
      List<LakeFile> files,
      String where,
      @Nullable Integer day,
      FileKind kind,
      ParquetCopy.Compression compression)
      throws SQLException, IOException {
    String partition = "ts_day=" + (day == null ? NO_DAY : LocalDate.ofEpochDay(day));
    Path data = config.tables().resolve(dataset.name()).resolve("data");
    Path folder = data.resolve(partition);
    Files.createDirectories(folder);
    Path file = folder.resolve(kind.prefix() + UUID.randomUUID() + ".parquet");
    String query =
        "SELECT * FROM %s WHERE %s ORDER BY session_id, ts".formatted(scan(dataset, files), where);
    written.add(file);
    ParquetCopy.Written copy = ParquetCopy.write(connection, dataset, query, file, compression);
    if (copy.rows() == 0) {
      Files.delete(file);
      written.remove(file);
      return Optional.empty();
    }
    LocalFiles.sync(file);
    LocalFiles.sync(folder);
    LocalFiles.sync(data);
    return Optional.of(dataFile(dataset, copy, partition));
  }

  private static DataFile dataFile(Dataset dataset, ParquetCopy.Written copy, String partition) {
    return DataFiles.builder(TableSchema.days(TableSchema.of(dataset)))
        .withPath(LocalFiles.location(copy.path()))
        .withFileSizeInBytes(copy.bytes())
        .withFormat(FileFormat.PARQUET)
        .withMetrics(copy.metrics())
        .withPartitionPath(partition)
        .build();
  }

  private static String scan(Dataset dataset, List<LakeFile> files) {
    return SqlTypes.scan(dataset, files.stream().map(LakeFile::path).toList());
  }

  /** What was written belongs to a commit now. */
  void keep() {
    written.clear();
  }

  /** Deletes what was written since {@link #keep}. */
  void discard() throws IOException {
    for (Path file : written) {
      Files.deleteIfExists(file);
    }
    written.clear();
  }
}
