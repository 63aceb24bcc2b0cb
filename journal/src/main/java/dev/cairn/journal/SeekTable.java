package dev.cairn.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the frames of a compressed day begin: the last, skippable frame of its file, in the
 * seekable format of zstd's contrib/seekable_format, so that any zstd unpacks the whole.
 *
 * @param frames in the order of the file
 */
record SeekTable(List<Frame> frames) {
  private static final int SKIPPABLE = 0x184D2A5E;
  private static final int SEEKABLE = 0x8F92EAB1;
  private static final int HEADER = 8;
  private static final int ENTRY = 8;
  private static final int FOOTER = 9;

  /** One frame: where it begins and how long it is, packed and unpacked. */
  record Frame(long packedStart, long packedSize, long start, long size) {
    long end() {
      return start + size;
    }
  }

  SeekTable {
    frames = List.copyOf(frames);
  }

  /** Uncompressed bytes of the whole. */
  long size() {
    return frames.isEmpty() ? 0 : frames.getLast().end();
  }

  /** The frame that holds an offset before {@link #size()}. */
  Frame frameAt(long offset) {
    for (Frame frame : frames) {
      if (offset < frame.end()) {
        return frame;
      }
    }
    throw new IllegalArgumentException("offset must be before " + size() + ", was " + offset);
  }

  ByteBuffer encoded() {
    int length = frames.size() * ENTRY + FOOTER;
    ByteBuffer out = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(SKIPPABLE).putInt(length);
    for (Frame frame : frames) {
      out.putInt((int) frame.packedSize()).putInt((int) frame.size());
    }
    return out.putInt(frames.size()).put((byte) 0).putInt(SEEKABLE).flip();
  }

  static SeekTable read(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer footer = read(channel, size - FOOTER, FOOTER);
    int count = footer.getInt();
    footer.get();
    if (footer.getInt() != SEEKABLE || count < 0 || count > size / ENTRY) {
      throw new IOException("a compressed day must end with a seek table");
    }
    long tableSize = HEADER + (long) count * ENTRY + FOOTER;
    ByteBuffer entries = read(channel, size - tableSize + HEADER, count * ENTRY);
    List<Frame> frames = new ArrayList<>();
    long packedAt = 0;
    long at = 0;
    for (int i = 0; i < count; i++) {
      long packedSize = Integer.toUnsignedLong(entries.getInt());
      long plainSize = Integer.toUnsignedLong(entries.getInt());
      frames.add(new Frame(packedAt, packedSize, at, plainSize));
      packedAt += packedSize;
      at += plainSize;
    }
    return new SeekTable(frames);
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    if (from < 0) {
      throw new IOException("a compressed day must end with a seek table");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("a compressed day must end with a seek table");
      }
    }
    return bytes.flip();
  }
}
