package dev.cairn.sources.proxy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Undoes {@code br} (RFC 7932) by the native library. */
final class BrotliDecoder implements ContentDecoder {
  private static final int INPUT = 16 << 10;
  private static final int PIECE = 16 << 10;

  private DecoderJNI.@Nullable Wrapper decoder;
  private final byte[] piece = new byte[PIECE];
  private boolean done;

  /** Whether this platform has the native library. */
  static boolean available() {
    return Brotli4jLoader.isAvailable();
  }

  @Override
  public boolean decode(byte[] bytes, int from, int to, ByteSink sink) throws IOException {
    DecoderJNI.Wrapper library = decoder == null ? new DecoderJNI.Wrapper(INPUT) : decoder;
    decoder = library;
    int at = from;
    while (at < to && !done) {
      ByteBuffer input = library.getInputBuffer();
      input.clear();
      int size = Math.min(input.remaining(), to - at);
      input.put(bytes, at, size);
      at += size;
      library.push(size);
      if (!drain(library, sink)) {
        return false;
      }
    }
    return true;
  }

  private boolean drain(DecoderJNI.Wrapper library, ByteSink sink) throws IOException {
    while (true) {
      switch (library.getStatus()) {
        case OK -> library.push(0);
        case NEEDS_MORE_OUTPUT -> {
          if (!give(library.pull(), sink)) {
            return false;
          }
        }
        case NEEDS_MORE_INPUT -> {
          // What is already decoded must not wait for the next input: events arrive one by one.
          if (!library.hasOutput()) {
            return true;
          }
          if (!give(library.pull(), sink)) {
            return false;
          }
        }
        case DONE -> {
          done = true;
          return true;
        }
        case ERROR -> throw new IOException("not a brotli stream");
      }
    }
  }

  private boolean give(ByteBuffer output, ByteSink sink) {
    while (output.hasRemaining()) {
      int size = Math.min(output.remaining(), PIECE);
      output.get(piece, 0, size);
      if (!sink.accept(piece, 0, size)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.destroy();
      decoder = null;
      done = true;
    }
  }
}
