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
 * Agents whose every request repeats all that was said before, and a model that answers them: what
 * they say is source code.
 */
final class AgentSessions implements AutoCloseable {
  private static final int SYSTEM_BYTES = 50_000;
  private static final int TURN_BYTES = 4_600;
  private static final int ANSWER_BYTES = 300;

  private final ServerSocket socket;
  private final Speech speech;

  private AgentSessions(ServerSocket socket, Speech speech) {
    this.socket = socket;
    this.speech = speech;
  }

  static AgentSessions start(Machine machine) throws IOException {
    AgentSessions model =
        new AgentSessions(
            new ServerSocket(0, 64, InetAddress.getLoopbackAddress()),
            Speech.of(machine.checkout()));
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
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
      for (String head = SocketText.line(in); head != null; head = SocketText.line(in)) {
        int length = 0;
        for (String line = SocketText.line(in);
            line != null && !line.isEmpty();
            line = SocketText.line(in)) {
          if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
          }
        }
        in.skipNBytes(length);
        String path = head.split(" ")[1];
        answer(
            client.getOutputStream(),
            StreamingModel.number(path, "session"),
            StreamingModel.number(path, "turn"));
      }
    } catch (IOException e) {
      return; // the client has gone
    }
  }

  private void answer(OutputStream out, int session, int turn) throws IOException {
    String body =
        "{\"id\":\"msg_%d_%d\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"bench-1\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":5,\"output_tokens\":70}}"
            .formatted(session, turn, reply(session, turn));
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private String reply(int session, int turn) {
    return speech.piece(session * 1_000_003L + turn, ANSWER_BYTES);
  }

  /** Plays one session of so many turns through a proxy and gives the bytes of all bodies. */
  long play(int port, int session, int turns) throws IOException {
    long bytes = 0;
    StringBuilder history = new StringBuilder();
    String system = speech.piece(7, SYSTEM_BYTES);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      for (int turn = 0; turn < turns; turn++) {
        history
            .append(turn == 0 ? "" : ",")
            .append("{\"role\":\"user\",\"content\":\"")
            .append(speech.piece(-(session * 1_000_003L + turn) - 1, TURN_BYTES))
            .append("\"}");
        byte[] body =
            ("{\"model\":\"bench-1\",\"max_tokens\":99,\"system\":\""
                    + system
                    + "\",\"messages\":["
                    + history
                    + "]}")
                .getBytes(StandardCharsets.US_ASCII);
        socket
            .getOutputStream()
            .write(
                ("POST /v1/messages?session="
                        + session
                        + "&turn="
                        + turn
                        + " HTTP/1.1\r\nHost: bench\r\nUser-Agent: claude-cli/2.1.328 (external, cli)\r\nX-Claude-Code-Session-Id: s-"
                        + session
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        bytes += body.length + answered(in);
        history
            .append(",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"")
            .append(reply(session, turn))
            .append("\"}]}");
      }
    }
    return bytes;
  }

  private static int answered(InputStream in) throws IOException {
    int length = 0;
    for (String line = SocketText.line(in);
        line != null && !line.isEmpty();
        line = SocketText.line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
