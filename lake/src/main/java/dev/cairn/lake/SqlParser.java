package dev.cairn.lake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** The engine's parser: SQL in, its tree as JSON out; runs nothing. Thread-safe. */
final class SqlParser implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Connection connection;
  private final PreparedStatement serialize;

  /** Owns the connection from now on. */
  SqlParser(Connection connection) throws SQLException {
    this.connection = connection;
    this.serialize = connection.prepareStatement("SELECT json_serialize_sql(?)::VARCHAR");
  }

  /** The tree, or an object with {@code "error":true}. */
  String parse(String sql) {
    lock.lock();
    try {
      serialize.setString(1, sql);
      try (ResultSet result = serialize.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    } catch (SQLException e) {
      throw QueryFailure.of(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    serialize.close();
    connection.close();
  }
}
