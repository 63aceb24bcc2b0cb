package dev.cairn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP read from a socket as text. */
final class SocketText {
  private SocketText() {}

  /** The next line without its end, or null at the end of the stream. */
  static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
          line.setLength(length - 1);
        }
        return line.toString();
      }
      line.append((char) c);
    }
    return line.isEmpty() ? null : line.toString();
  }

  /** Passes over the head of an answer, which must be in chunks and say 200. */
  static InputStream body(InputStream in) throws IOException {
    String status = line(in);
    if (status == null || !status.contains(" 200 ")) {
      throw new IOException("expected an answer 200, was " + status);
    }
    boolean chunked = false;
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      chunked |= line.toLowerCase(Locale.ROOT).replace(" ", "").equals("transfer-encoding:chunked");
    }
    if (!chunked) {
      throw new IOException("expected an answer in chunks");
    }
    return new ChunkedBody(in);
  }
}
