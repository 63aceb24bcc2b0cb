package dev.cairn.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events to one client. */
public interface EventStream extends AutoCloseable {
  /**
   * Sends one event at once; waits while the client is slow.
   *
   * @param event its type, or null for {@code message}
   * @param data its text; each line becomes a data line
   * @throws IOException when the client has gone
   */
  void send(@Nullable String event, String data) throws IOException;

  /** Sends bytes as they are, for broken streams in tests. */
  void sendRaw(byte[] bytes) throws IOException;

  /** Whether the client has gone or the stream was closed. */
  boolean isClosed();

  /** Runs once when the client goes away or the stream is closed. */
  void onClose(Runnable action);

  @Override
  void close();
}
