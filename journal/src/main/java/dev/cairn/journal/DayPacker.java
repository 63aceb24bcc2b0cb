package dev.cairn.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compresses a closed day into frames that reach far back, and unpacks it again. */
final class DayPacker {
  /** Prompts repeat over tens of megabytes, so a match may lie 128 MiB back. */
  private static final int WINDOW_LOG = 27;

  /** A reader unpacks from the start of a frame; each start forgets what could be repeated. */
  static final long FRAME = 512L << 20;

  private static final int BLOCK = 1 << 20;

  private final int level;
  private final long frameSize;
  private final Pace pace;

  DayPacker(int level, long frameSize, Pace pace) {
    this.level = level;
    this.frameSize = frameSize;
    this.pace = pace;
  }

  /** What the packer does between two blocks: rests, or gives up by throwing. */
  interface Pace {
    Pace FULL = workedNanos -> {};

    void rest(long workedNanos) throws IOException;
  }

  /** Compresses the first {@code size} bytes of a file into another, durably. */
  void pack(Path plain, long size, Path target) throws IOException {
    try (FileChannel in = FileChannel.open(plain, READ);
        FileChannel out = DurableFiles.open(target, Set.of(CREATE, TRUNCATE_EXISTING, WRITE));
        ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      zstd.setLevel(level).setLong(WINDOW_LOG).setChecksum(true);
      Work packing = new Work(in, out, zstd);
      List<SeekTable.Frame> frames = new ArrayList<>();
      for (long at = 0; at < size; at = frames.getLast().end()) {
        frames.add(packing.frame(at, Math.min(frameSize, size - at)));
      }
      write(new SeekTable(frames).encoded(), out);
      out.force(true);
    }
  }

  /** One file on its way into another. */
  private final class Work {
    private final FileChannel in;
    private final FileChannel out;
    private final ZstdCompressCtx zstd;
    private final ByteBuffer source = ByteBuffer.allocateDirect(BLOCK);
    private final ByteBuffer packed = ByteBuffer.allocateDirect(BLOCK);

    Work(FileChannel in, FileChannel out, ZstdCompressCtx zstd) {
      this.in = in;
      this.out = out;
      this.zstd = zstd;
    }

    SeekTable.Frame frame(long from, long length) throws IOException {
      long packedFrom = out.position();
      long to = from + length;
      zstd.setPledgedSrcSize(length);
      for (long at = from; at < to; at += source.limit()) {
        long began = System.nanoTime();
        fill(at, to);
        compress(at + source.limit() == to ? EndDirective.END : EndDirective.CONTINUE);
        pace.rest(System.nanoTime() - began);
      }
      return new SeekTable.Frame(packedFrom, out.position() - packedFrom, from, length);
    }

    private void fill(long at, long to) throws IOException {
      source.clear().limit((int) Math.min(BLOCK, to - at));
      while (source.hasRemaining()) {
        if (in.read(source, at + source.position()) < 0) {
          throw new IOException("a closed day must have " + to + " bytes and ends before");
        }
      }
      source.flip();
    }

    private void compress(EndDirective end) throws IOException {
      boolean flushed;
      do {
        packed.clear();
        flushed = zstd.compressDirectByteBufferStream(packed, source, end);
        write(packed.flip(), out);
      } while (source.hasRemaining() || (end == EndDirective.END && !flushed));
    }
  }

  /** Unpacks a compressed day into a plain file, durably. */
  static void unpack(Path packed, Path target) throws IOException {
    byte[] block = new byte[BLOCK];
    try (PackedBytes in = new PackedBytes(packed);
        FileChannel out = DurableFiles.open(target, Set.of(CREATE, TRUNCATE_EXISTING, WRITE))) {
      long at = 0;
      for (int count; (count = in.read(at, block, 0, BLOCK)) > 0; at += count) {
        write(ByteBuffer.wrap(block, 0, count), out);
      }
      out.force(true);
    }
  }

  private static void write(ByteBuffer bytes, FileChannel out) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
