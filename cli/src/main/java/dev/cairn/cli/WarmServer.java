package dev.cairn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Answers a POST with rows and all else with a status, so that a client can be run to its end
 * without a server.
 */
final class WarmServer implements AutoCloseable {
  private static final String STATUS =
      """
      {"listening":{"proxy":"127.0.0.1:1"},"parts":[
       {"part":"journal","healthy":true,"facts":{"pending_bytes":1,"proxy":{"records":1}}}]}\
      """;

  private static final String ROWS =
      """
      {"columns":[{"name":"model","type":"VARCHAR"},{"name":"n","type":"BIGINT"}]}
      ["a",1]
      ["b",2.5]
      {"rows":2,"cut":true}
      """;

  private final ServerSocket socket;

  WarmServer() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void serve() {
    try {
      while (true) {
        try (Socket client = socket.accept()) {
          answer(client);
        }
      }
    } catch (IOException closed) {
      // the end of the training
    }
  }

  private static void answer(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    String body = in.read() == 'P' ? ROWS : STATUS;
    String length = Integer.toHexString(body.length());
    String answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n%s\r\n0\r\n\r\n"
            .formatted(length, body);
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    client.shutdownOutput();
    while (in.read() >= 0) {
      // until the client has gone
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
