package dev.cairn.journal;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the folder of a signal into order after a crash, before anything reads or writes it. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final int BLOCK = 64 << 10;

  private Recovery() {}

  /** Removes what was being prepared, and the unfinished last line. */
  static void run(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    TreeSet<Path> plain = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path file : entries) {
        if (file.getFileName().toString().endsWith(".tmp")) {
          Files.delete(file);
        } else if (Day.dateOf(file).isPresent() && !Day.isPacked(file)) {
          plain.add(file);
        }
      }
    }
    for (Path file : plain) {
      deleteWherePacked(folder, file);
    }
    Optional<Path> newest = plain.stream().filter(Files::exists).reduce((older, newer) -> newer);
    if (newest.isPresent()) {
      cutUnfinished(newest.get());
    }
  }

  /** A crash between compressing a day and deleting the plain file leaves both. */
  private static void deleteWherePacked(Path folder, Path plain) throws IOException {
    Path packed = Day.packedFile(folder, Day.dateOf(plain).orElseThrow());
    if (!Files.exists(packed)) {
      return;
    }
    try (PackedBytes bytes = new PackedBytes(packed)) {
      if (bytes.size() != Files.size(plain)) {
        throw new IOException(plain + " and " + packed + " must hold the same day; keep one");
      }
    }
    DurableFiles.delete(plain);
  }

  /** Makes durable what a killed process wrote, without the line that it did not finish. */
  private static void cutUnfinished(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, Set.of(READ, WRITE))) {
      long size = channel.size();
      long whole = endOfLastLine(channel, size);
      if (whole < size) {
        LOG.warn("Cut {} bytes of an unfinished line, never acknowledged: {}", size - whole, file);
        channel.truncate(whole);
      }
      channel.force(true);
    }
  }

  private static long endOfLastLine(FileChannel channel, long size) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long to = size; to > 0; ) {
      long from = Math.max(0, to - BLOCK);
      block.clear().limit((int) (to - from));
      while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
      }
      to = from;
    }
    return 0;
  }
}
