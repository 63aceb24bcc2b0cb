package dev.cairn.sources.proxy;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Undoes {@code deflate}: a zlib stream (RFC 1950), or a bare one (RFC 1951) as some send it. */
final class DeflateDecoder implements ContentDecoder {
  private static final int PIECE = 16 << 10;

  private @Nullable Inflater inflater;
  private final byte[] piece = new byte[PIECE];

  DeflateDecoder() {}

  /** A decoder of bare streams. */
  static DeflateDecoder bare() {
    DeflateDecoder decoder = new DeflateDecoder();
    decoder.inflater = new Inflater(true);
    return decoder;
  }

  @Override
  public boolean decode(byte[] bytes, int from, int to, ByteSink sink) throws IOException {
    return inflate(bytes, from, to, sink) >= 0;
  }

  /** Inflates, and tells how many bytes behind the end of the stream were left; -1 for refused. */
  int inflate(byte[] bytes, int from, int to, ByteSink sink) throws IOException {
    if (from == to) {
      return 0;
    }
    if (inflater == null) {
      inflater = new Inflater((bytes[from] & 0x0f) != 8 || (bytes[from] & 0x80) != 0);
    }
    inflater.setInput(bytes, from, to - from);
    try {
      while (!inflater.finished()) {
        int size = inflater.inflate(piece);
        if (size == 0) {
          break;
        }
        if (!sink.accept(piece, 0, size)) {
          return -1;
        }
      }
    } catch (DataFormatException e) {
      throw new IOException("not a deflate stream: " + e.getMessage(), e);
    }
    return inflater.getRemaining();
  }

  boolean finished() {
    return inflater != null && inflater.finished();
  }

  /** Makes it ready for another stream. */
  void restart() {
    if (inflater != null) {
      inflater.reset();
    }
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
