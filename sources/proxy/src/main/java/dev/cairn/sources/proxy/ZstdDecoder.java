package dev.cairn.sources.proxy;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Undoes {@code zstd} (RFC 8878), frame after frame. */
final class ZstdDecoder implements ContentDecoder {
  private static final int PIECE = 16 << 10;

  /** Windows of HTTP are 8 MiB at most (RFC 9659). */
  private static final int WINDOW_LOG = 23;

  private @Nullable ZstdDecompressCtx context = new ZstdDecompressCtx().setLongMax(WINDOW_LOG);
  private final ByteBuffer input = ByteBuffer.allocateDirect(PIECE);
  private final ByteBuffer output = ByteBuffer.allocateDirect(PIECE);
  private final byte[] piece = new byte[PIECE];

  @Override
  public boolean decode(byte[] bytes, int from, int to, ByteSink sink) throws IOException {
    int at = from;
    while (at < to) {
      input.clear();
      int size = Math.min(input.remaining(), to - at);
      input.put(bytes, at, size).flip();
      at += size;
      if (!drain(sink)) {
        return false;
      }
    }
    return true;
  }

  private boolean drain(ByteSink sink) throws IOException {
    ZstdDecompressCtx stream = context;
    boolean full = true;
    while (stream != null && (input.hasRemaining() || full)) {
      output.clear();
      try {
        var _ = stream.decompressDirectByteBufferStream(output, input);
      } catch (ZstdException e) {
        throw new IOException("not a zstd stream: " + e.getMessage(), e);
      }
      full = !output.hasRemaining();
      int size = output.flip().remaining();
      output.get(piece, 0, size);
      if (size > 0 && !sink.accept(piece, 0, size)) {
        return false;
      }
      if (size == 0 && !input.hasRemaining()) {
        break;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
