package dev.cairn.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A model that streams events at a given pace; each tells when it was sent. How many events and how
 * far apart stands in the path: {@code /v1/messages?events=100&gap_micros=20000}.
 */
final class StreamingModel implements AutoCloseable {
  private static final String FILL = "x".repeat(60);

  private final ServerSocket socket;

  private StreamingModel(ServerSocket socket) {
    this.socket = socket;
  }

  static StreamingModel start(Machine machine) throws IOException {
    StreamingModel model =
        new StreamingModel(new ServerSocket(0, 4096, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("model").start(model::accept);
    return machine.owned(model);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private static void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String head = SocketText.line(in); head != null; head = SocketText.line(in)) {
        String path = head.split(" ")[1];
        int length = 0;
        for (String line = SocketText.line(in);
            line != null && !line.isEmpty();
            line = SocketText.line(in)) {
          if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
          }
        }
        in.skipNBytes(length);
        stream(client.getOutputStream(), number(path, "events"), number(path, "gap_micros"));
      }
    } catch (IOException e) {
      return; // the client has gone
    }
  }

  static int number(String path, String name) {
    int at = path.indexOf(name + "=");
    return Integer.parseInt(path.substring(at + name.length() + 1).split("&", 2)[0]);
  }

  private static void stream(OutputStream out, int events, int gapMicros) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    chunk(
        out,
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_"
            + System.nanoTime()
            + "\",\"role\":\"assistant\",\"model\":\"bench-1\",\"content\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
            + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n");
    long next = System.nanoTime();
    for (int i = 0; i < events; i++) {
      next += gapMicros * 1_000L;
      Pause.until(next);
      chunk(
          out,
          "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"t"
              + System.nanoTime()
              + " "
              + FILL
              + "\"}}\n\n");
    }
    chunk(
        out,
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":"
            + events
            + "}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Events besides the deltas. */
  static final int FRAME_EVENTS = 4;

  private static void chunk(OutputStream out, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    byte[] head = (Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[head.length + body.length + 2];
    System.arraycopy(head, 0, chunk, 0, head.length);
    System.arraycopy(body, 0, chunk, head.length, body.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    out.write(chunk);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
