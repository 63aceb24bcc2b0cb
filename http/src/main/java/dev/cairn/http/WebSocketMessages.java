package dev.cairn.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One WebSocket; at most a few messages wait for their reader, then the client is slowed down. */
final class WebSocketMessages implements WebSocketConnection {
  private static final int MOST_WAITING = 16;
  private static final Message END = new Message(false, new byte[0]);

  private final ServerWebSocket socket;
  private final Loop loop;
  private final LinkedBlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** To be made on the event loop. */
  WebSocketMessages(ServerWebSocket socket, Loop loop) {
    this.socket = socket;
    this.loop = loop;
    socket.textMessageHandler(
        text -> take(new Message(true, text.getBytes(StandardCharsets.UTF_8))));
    socket.binaryMessageHandler(bytes -> take(new Message(false, bytes.getBytes())));
    socket.exceptionHandler(ignored -> received.add(END));
    socket.closeHandler(ignored -> received.add(END));
  }

  private void take(Message message) {
    received.add(message);
    if (waiting.incrementAndGet() == MOST_WAITING) {
      socket.pause();
    }
  }

  @Override
  public @Nullable Message receive() throws IOException {
    Message message;
    try {
      message = received.take();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the listener is closing");
    }
    if (message == END) {
      received.add(END);
      return null;
    }
    if (waiting.decrementAndGet() == MOST_WAITING - 1) {
      loop.run(socket::resume);
    }
    return message;
  }

  @Override
  public void send(String text) throws IOException {
    loop.await(() -> socket.writeTextMessage(text));
  }

  @Override
  public void send(byte[] payload) throws IOException {
    loop.await(() -> socket.writeBinaryMessage(Buffer.buffer(payload)));
  }

  @Override
  public void close() {
    loop.run(() -> socket.close());
  }
}
