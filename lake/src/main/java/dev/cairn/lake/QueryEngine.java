package dev.cairn.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB of its own in memory, locked down: no file outside the readable folders, no network, no
 * extension, no setting can be changed but the time limit of a connection. Thread-safe.
 */
final class QueryEngine implements AutoCloseable {
  private final DuckDBConnection root;
  private final SqlParser parser;
  private final Deque<QuerySeat> idle = new ArrayDeque<>();
  private boolean closed;

  private QueryEngine(DuckDBConnection root) throws SQLException {
    this.root = root;
    this.parser = new SqlParser(root.duplicate());
  }

  /** Starts one with seats for all questions that may run at a time. */
  static QueryEngine open(QueryConfig config, List<Path> readable, Path temp) {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try {
      Files.createDirectories(temp);
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
      try (Statement statement = root.createStatement()) {
        for (String setting : settings(config, readable, temp)) {
          statement.execute("SET GLOBAL " + setting);
        }
      }
      QueryEngine engine = new QueryEngine(root);
      for (int i = 0; i < config.concurrency(); i++) {
        engine.give(engine.seat());
      }
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw QueryFailure.of(e);
    }
  }

  private static List<String> settings(QueryConfig config, List<Path> readable, Path temp) {
    String folders =
        readable.stream()
            .map(folder -> SqlTypes.text(folder.toAbsolutePath().normalize() + "/"))
            .collect(Collectors.joining(", ", "[", "]"));
    return List.of(
        "TimeZone = 'UTC'",
        "memory_limit = '" + config.memory() + "B'",
        "temp_directory = " + SqlTypes.text(temp.toAbsolutePath().toString()),
        "max_temp_directory_size = '" + config.spill() + "B'",
        "threads = " + config.threads(),
        "parquet_metadata_cache = true",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        "allow_unsigned_extensions = false",
        "allow_persistent_secrets = false",
        "allowed_directories = " + folders,
        "allowed_configs = ['max_execution_time']",
        "enable_external_access = false",
        "lock_configuration = true");
  }

  SqlParser parser() {
    return parser;
  }

  /** A connection that nobody else uses until it is given back. */
  QuerySeat take() throws SQLException {
    synchronized (idle) {
      QuerySeat seat = idle.poll();
      if (seat != null) {
        return seat;
      }
    }
    return seat();
  }

  private QuerySeat seat() throws SQLException {
    return new QuerySeat(root.duplicate());
  }

  /** Takes a connection back. */
  void give(QuerySeat seat) {
    synchronized (idle) {
      if (!closed) {
        idle.push(seat);
        return;
      }
    }
    seat.close();
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(QuerySeat::close);
      idle.clear();
    }
    try {
      parser.close();
      root.close();
    } catch (SQLException e) {
      throw QueryFailure.of(e);
    }
  }
}
