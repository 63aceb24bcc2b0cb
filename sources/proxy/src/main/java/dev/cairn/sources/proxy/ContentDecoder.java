package dev.cairn.sources.proxy;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Undoes one content coding (RFC 9110, section 8.4.1) as the bytes arrive. Not thread-safe. */
interface ContentDecoder extends AutoCloseable {
  /** Bytes as they are. */
  ContentDecoder IDENTITY =
      new ContentDecoder() {
        @Override
        public boolean decode(byte[] bytes, int from, int to, ByteSink sink) {
          return sink.accept(bytes, from, to);
        }

        @Override
        public void close() {}
      };

  /**
   * Decodes what can be decoded so far.
   *
   * @return false when the sink took no more
   * @throws IOException when the bytes are not of this coding
   */
  boolean decode(byte[] bytes, int from, int to, ByteSink sink) throws IOException;

  @Override
  void close();

  /**
   * The decoder for a header {@code Content-Encoding}; null when one of its codings is not known.
   */
  static @Nullable ContentDecoder named(@Nullable String codings) {
    if (codings == null || codings.isBlank()) {
      return IDENTITY;
    }
    ContentDecoder whole = null;
    String[] names = codings.split(",", -1);
    if (names.length > 3) {
      return null;
    }
    for (int i = names.length - 1; i >= 0; i--) {
      ContentDecoder next = single(names[i].strip().toLowerCase(Locale.ROOT));
      if (next == null) {
        return null;
      }
      whole = whole == null ? next : new ChainedDecoder(whole, next);
    }
    return whole;
  }

  private static @Nullable ContentDecoder single(String coding) {
    return switch (coding) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> new GzipDecoder();
      case "deflate" -> new DeflateDecoder();
      case "br" -> BrotliDecoder.available() ? new BrotliDecoder() : null;
      case "zstd" -> new ZstdDecoder();
      default -> null;
    };
  }
}
