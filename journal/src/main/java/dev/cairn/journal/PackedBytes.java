package dev.cairn.journal;

import static java.nio.file.StandardOpenOption.READ;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a compressed day, unpacked from the start of the frame that holds the offset. */
final class PackedBytes implements DayBytes {
  private static final int BLOCK = 128 << 10;

  private final FileChannel channel;
  private final SeekTable table;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private final ByteBuffer packed = ByteBuffer.allocateDirect(BLOCK).limit(0);
  private final ByteBuffer plain = ByteBuffer.allocateDirect(BLOCK).limit(0);
  private long packedAt;

  /** Uncompressed offset of the next byte in {@link #plain}. */
  private long plainAt;

  PackedBytes(Path file) throws IOException {
    this.channel = FileChannel.open(file, READ);
    this.table = SeekTable.read(channel);
  }

  long size() {
    return table.size();
  }

  @Override
  public int read(long offset, byte[] into, int at, int most) throws IOException {
    if (offset >= table.size()) {
      return -1;
    }
    moveTo(offset);
    int count = Math.min(most, plain.remaining());
    plain.get(into, at, count);
    plainAt += count;
    return count;
  }

  /** Unpacks until the next byte in {@link #plain} is the one at the offset. */
  private void moveTo(long offset) throws IOException {
    SeekTable.Frame frame = table.frameAt(offset);
    if (offset < plainAt || plainAt < frame.start()) {
      zstd.reset();
      packed.limit(0);
      plain.limit(0);
      packedAt = frame.packedStart();
      plainAt = frame.start();
    }
    while (offset >= plainAt + plain.remaining()) {
      plainAt += plain.remaining();
      unpackBlock();
    }
    int skipped = (int) (offset - plainAt);
    plain.position(plain.position() + skipped);
    plainAt = offset;
  }

  private void unpackBlock() throws IOException {
    plain.clear();
    try {
      while (plain.position() == 0) {
        if (!packed.hasRemaining()) {
          readPacked();
        }
        zstd.decompressDirectByteBufferStream(plain, packed);
      }
    } catch (ZstdException e) {
      throw new IOException("a compressed day cannot be unpacked: " + e.getMessage(), e);
    } finally {
      plain.flip();
    }
  }

  private void readPacked() throws IOException {
    packed.clear();
    int count = channel.read(packed, packedAt);
    packed.flip();
    if (count < 0) {
      throw new IOException("a compressed day ends before its last frame does");
    }
    packedAt += count;
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    channel.close();
  }
}
