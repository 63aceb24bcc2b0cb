package dev.cairn.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One WebSocket, used by blocking calls. */
public interface WebSocketConnection extends AutoCloseable {
  /** A text or binary message. */
  record Message(boolean text, byte[] payload) {}

  /** The next message, or null when the other side has closed. */
  @Nullable Message receive() throws IOException;

  /** Sends a text message; waits while the other side is slow. */
  void send(String text) throws IOException;

  /** Sends a binary message; waits while the other side is slow. */
  void send(byte[] payload) throws IOException;

  @Override
  void close();
}
