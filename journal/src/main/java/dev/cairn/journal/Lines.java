package dev.cairn.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Single lines of a plain file, by where they begin. */
final class Lines {
  private static final int BLOCK = 64 << 10;

  private final FileChannel channel;
  private final long limit;

  Lines(FileChannel channel, long limit) {
    this.channel = channel;
    this.limit = limit;
  }

  /** The line without its line feed; null where none begins or none ends. */
  byte @Nullable [] at(long offset) throws IOException {
    if (offset >= limit || (offset > 0 && read(offset - 1, 1)[0] != '\n')) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (long at = offset; at < limit; ) {
      byte[] block = read(at, (int) Math.min(BLOCK, limit - at));
      int feed = LineFeeds.indexOf(block, 0, block.length);
      line.write(block, 0, feed < 0 ? block.length : feed);
      if (feed >= 0) {
        return line.toByteArray();
      }
      at += block.length;
    }
    return null;
  }

  private byte[] read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("the file ends before byte " + (offset + length));
      }
    }
    return bytes.array();
  }
}
