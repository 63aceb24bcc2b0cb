package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.Dataset;
import dev.cairn.model.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A lake of Parquet files that a test writes itself, with leases that are counted. */
final class TestLake implements Snapshots, AutoCloseable {
  private final Path folder;
  private final Connection connection;
  private final Map<Dataset, List<Path>> files = new ConcurrentHashMap<>();
  private final Map<Dataset, Set<Long>> dead = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final AtomicInteger leases = new AtomicInteger();
  private int written;

  TestLake(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      connection = DriverManager.getConnection("jdbc:duckdb:");
      execute("SET TimeZone='UTC'");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** How many snapshots are held. */
  int leases() {
    return leases.get();
  }

  /** Writes one file of rows, all of one dataset. */
  synchronized Path write(List<Row> rows) {
    Dataset dataset = rows.getFirst().dataset();
    try {
      execute("CREATE OR REPLACE TEMP TABLE rows (" + columns(dataset) + ")");
      insert(dataset, rows);
      return copy(dataset, "SELECT * FROM rows");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes one file of what a SELECT gives, which names the columns that it fills. */
  synchronized Path writeSelect(Dataset dataset, String select) {
    execute("CREATE OR REPLACE TEMP TABLE rows (" + columns(dataset) + ")");
    execute("INSERT INTO rows BY NAME " + select);
    return copy(dataset, "SELECT * FROM rows");
  }

  private Path copy(Dataset dataset, String select) {
    Path file = folder.resolve(dataset.name() + "-" + written++ + ".parquet");
    String ids =
        dataset.columns().stream()
            .map(column -> column.name() + ":" + column.id())
            .collect(Collectors.joining(",", "{", "}"));
    execute(
        "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd, FIELD_IDS %s)"
            .formatted(select, file, ids));
    files.computeIfAbsent(dataset, d -> new CopyOnWriteArrayList<>()).add(file);
    version.incrementAndGet();
    return file;
  }

  /** Marks rows as replaced. */
  void kill(Dataset dataset, Set<Long> rows) {
    dead.put(dataset, rows);
    version.incrementAndGet();
  }

  private static String columns(Dataset dataset) {
    return dataset.columns().stream()
        .map(column -> '"' + column.name() + "\" " + SqlTypes.of(column.type()))
        .collect(Collectors.joining(", "));
  }

  private void insert(Dataset dataset, List<Row> rows) throws SQLException {
    String marks =
        IntStream.range(0, dataset.columns().size())
            .mapToObj(i -> "?")
            .collect(Collectors.joining(","));
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO rows VALUES (" + marks + ")")) {
      for (Row row : rows) {
        for (int i = 0; i < dataset.columns().size(); i++) {
          statement.setObject(i + 1, cell(dataset.columns().get(i), row.cell(i)));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static @Nullable Object cell(Column column, @Nullable Object value) {
    return switch (column.type()) {
      case TIMESTAMP ->
          value == null
              ? null
              : OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                  .plus((Long) value, ChronoUnit.MICROS);
      case TEXT, JSON, LONG, DOUBLE, BOOLEAN -> value;
    };
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public Snapshot lease() {
    leases.incrementAndGet();
    Map<Dataset, List<Path>> now =
        files.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new ArrayList<>(e.getValue())));
    return new Lease(version.get(), now, Map.copyOf(dead));
  }

  private final class Lease implements Snapshot {
    private final long at;
    private final Map<Dataset, List<Path>> held;
    private final Map<Dataset, Set<Long>> replaced;
    private boolean closed;

    private Lease(long at, Map<Dataset, List<Path>> held, Map<Dataset, Set<Long>> replaced) {
      this.at = at;
      this.held = held;
      this.replaced = replaced;
    }

    @Override
    public long version() {
      return at;
    }

    @Override
    public List<Path> files(Dataset dataset) {
      return held.getOrDefault(dataset, List.of());
    }

    @Override
    public Set<Long> dead(Dataset dataset) {
      return replaced.getOrDefault(dataset, Set.of());
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("a snapshot was closed twice");
      }
      closed = true;
      leases.decrementAndGet();
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
