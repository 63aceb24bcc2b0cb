package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** The DuckDB instance that writes the lake; in memory, apart from the one that answers. */
final class Writer implements AutoCloseable {
  private final DuckDBConnection root;

  /** Opens the instance; its threads take the priority of the calling thread. */
  Writer(LakeConfig config) {
    try {
      Files.createDirectories(config.spill());
      root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      NativeLibrary.removeExtracted();
      configure(config);
    } catch (SQLException | IOException failure) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot open the lake's writer: " + failure, failure);
    }
  }

  private void configure(LakeConfig config) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute("SET memory_limit='" + config.memory() + "B'");
      statement.execute("SET threads=" + config.threads());
      statement.execute("SET temp_directory=" + SqlTypes.text(config.spill().toString()));
      statement.execute("SET autoinstall_known_extensions=false");
      statement.execute("SET autoload_known_extensions=false");
      statement.execute("SET allow_community_extensions=false");
      statement.execute("SET preserve_insertion_order=false");
      statement.execute("SET TimeZone='UTC'");
    }
  }

  /** A connection for one thread at a time. */
  DuckDBConnection connect() {
    try {
      return root.duplicate().unwrap(DuckDBConnection.class);
    } catch (SQLException failure) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot connect to the lake's writer: " + failure, failure);
    }
  }

  @Override
  public void close() {
    close(root);
  }

  /** Closes a connection; a failure to do so harms nobody. */
  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot close the lake's writer: " + failure, failure);
    }
  }
}
