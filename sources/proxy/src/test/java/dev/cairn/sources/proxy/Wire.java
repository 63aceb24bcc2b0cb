package dev.cairn.sources.proxy;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One end of a connection, spoken by hand: what is written and read is what is on the wire. */
final class Wire implements Closeable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    this.in = new java.io.BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static Wire connect(int port) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  Socket socket() {
    return socket;
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Reads up to and including a text. */
  String readThrough(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] last = end.getBytes(StandardCharsets.ISO_8859_1);
    while (!endsWith(read, last)) {
      int value = in.read();
      if (value < 0) {
        throw new IOException("ended after: " + read.toString(StandardCharsets.ISO_8859_1));
      }
      read.write(value);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean endsWith(ByteArrayOutputStream read, byte[] end) {
    if (read.size() < end.length) {
      return false;
    }
    String text = read.size() > 4096 ? null : read.toString(StandardCharsets.ISO_8859_1);
    if (text == null) {
      text = read.toString(StandardCharsets.ISO_8859_1);
    }
    return text.endsWith(new String(end, StandardCharsets.ISO_8859_1));
  }

  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4
        || head.charAt(head.length() - 1) != '\n'
        || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int value = in.read();
      if (value < 0) {
        throw new IOException("ended after: " + head);
      }
      head.append((char) value);
    }
    return head.toString();
  }

  byte[] read(int size) throws IOException {
    return in.readNBytes(size);
  }

  String text(int size) throws IOException {
    return new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
  }

  /** Reads what comes until the other side closes. */
  byte[] rest() throws IOException {
    return in.readAllBytes();
  }

  int readByte() throws IOException {
    return in.read();
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** A head and its body, sized or chunked, exactly as they came. */
  String message() throws IOException {
    String head = head();
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.contains("transfer-encoding: chunked")) {
      return head + chunks();
    }
    int at = lower.indexOf("\r\ncontent-length: ");
    return at < 0 ? head : head + text(Integer.parseInt(value(head, at + 18)));
  }

  private static String value(String head, int from) {
    return head.substring(from, head.indexOf('\r', from)).strip();
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = readThrough("\r\n");
      body.append(size);
      int length = Integer.parseInt(size.strip(), 16);
      if (length == 0) {
        String trailer = readThrough("\r\n");
        body.append(trailer);
        while (!trailer.equals("\r\n")) {
          trailer = readThrough("\r\n");
          body.append(trailer);
        }
        return body.toString();
      }
      body.append(text(length + 2));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
