package dev.cairn.sources.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Two content codings, one around the other. */
record ChainedDecoder(ContentDecoder outer, ContentDecoder inner) implements ContentDecoder {
  @Override
  public boolean decode(byte[] bytes, int from, int to, ByteSink sink) throws IOException {
    try {
      return outer.decode(bytes, from, to, (piece, start, end) -> inner(piece, start, end, sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean inner(byte[] bytes, int from, int to, ByteSink sink) {
    try {
      return inner.decode(bytes, from, to, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    outer.close();
    inner.close();
  }
}
