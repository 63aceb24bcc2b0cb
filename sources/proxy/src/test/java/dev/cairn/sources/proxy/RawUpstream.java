package dev.cairn.sources.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A model endpoint whose every byte is written by the test; one script serves each connection. */
final class RawUpstream implements AutoCloseable {
  /** What happens on a connection. */
  interface Script {
    void run(Wire wire) throws Exception;
  }

  private final ServerSocket server;
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private volatile Script script = wire -> {};

  RawUpstream() throws IOException {
    this(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
  }

  RawUpstream(ServerSocket server) {
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  RawUpstream serving(Script what) {
    this.script = what;
    return this;
  }

  /** Answers every request on a connection with the same bytes. */
  RawUpstream answering(String response) {
    return serving(wire -> {
      while (true) {
        wire.message();
        wire.send(response);
      }
    });
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (Wire wire = new Wire(socket)) {
      script.run(wire);
    } catch (Exception | AssertionError e) {
      failures.add(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
