package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client for the JSON API, one connection per request, on a plain socket: loading the JDK's HTTP
 * client takes longer than most questions.
 */
final class ServerClient {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int LONGEST_LINE = 64 << 10;

  private final URI server;

  ServerClient(URI server) {
    this.server = server;
  }

  /** An answer whose body is read by the caller, who closes it. */
  record Response(int status, InputStream body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** Sends a request without a body and gives its JSON answer. */
  JsonNode json(String method, String path) {
    try (Response response = send(method, path, null)) {
      return JsonMapper.shared().readTree(response.body().readAllBytes());
    } catch (IOException | JacksonException e) {
      throw unreachable(e);
    }
  }

  /**
   * Sends a request.
   *
   * @throws CairnException what the server says when its status is 400 or above, or NOT_RUNNING
   */
  Response send(String method, String path, @Nullable String body) {
    try {
      Socket socket = connect();
      try {
        byte[] payload = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(head(method, path, payload.length));
        socket.getOutputStream().write(payload);
        return checked(read(socket));
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Socket connect() throws IOException {
    boolean secure = "https".equals(server.getScheme());
    int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(server.getHost(), port), CONNECT_MILLIS);
    if (!secure) {
      return socket;
    }
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return factory.createSocket(socket, server.getHost(), port, true);
  }

  private byte[] head(String method, String path, int length) {
    String base = server.getRawPath() == null ? "" : server.getRawPath().replaceAll("/$", "");
    return ("%s %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\nConnection: close\r\n\r\n")
        .formatted(method, base + path, server.getRawAuthority(), length)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Response read(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    String status = line(in);
    if (!status.startsWith("HTTP/1.") || status.length() < 12) {
      throw new IOException("not an HTTP answer");
    }
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      chunked |= header.toLowerCase(Locale.ROOT).matches("transfer-encoding:\\s*chunked");
    }
    InputStream body = chunked ? new ChunkedInput(in) : in;
    return new Response(Integer.parseInt(status.substring(9, 12)), body);
  }

  private static Response checked(Response response) throws IOException {
    if (response.status() < 400) {
      return response;
    }
    try (response) {
      throw error(JsonMapper.shared().readTree(response.body().readAllBytes()).path("error"));
    } catch (JacksonException e) {
      throw new IOException("status " + response.status() + " without an explanation", e);
    }
  }

  /** The error that the server tells of. */
  static CairnException error(JsonNode error) {
    String name = error.path("code").asString("INTERNAL");
    ErrorCode code = ErrorCode.INTERNAL;
    for (ErrorCode known : ErrorCode.values()) {
      code = known.name().equals(name) ? known : code;
    }
    return new CairnException(code, error.path("message").asString("the server gave no reason"));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("the answer broke off in its head");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private CairnException unreachable(Exception cause) {
    return new CairnException(
        ErrorCode.NOT_RUNNING, "no server answers at " + server + ": " + cause.getMessage(), cause);
  }

  /** A body in chunks (RFC 9112, section 7.1); trailers are passed over. */
  private static final class ChunkedInput extends InputStream {
    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0 && !nextChunk()) {
        return -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new IOException("the answer broke off");
      }
      left -= count;
      return count;
    }

    private boolean nextChunk() throws IOException {
      if (ended) {
        return false;
      }
      if (!first) {
        line(in);
      }
      first = false;
      left = Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
      ended = left == 0;
      return !ended;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
