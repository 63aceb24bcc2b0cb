package dev.cairn.sources.proxy;

import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A position in the journal at or before the first record of every open exchange, kept in a file so
 * that a start after a crash looks at little. Thread-safe.
 */
final class Checkpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

  /** Exchanges that began after the same place in the journal. */
  static final class Epoch {
    private final Position position;
    private final AtomicInteger open = new AtomicInteger();

    private Epoch(Position position) {
      this.position = position;
    }

    /** One of them is closed, durably. */
    void leave() {
      open.decrementAndGet();
    }
  }

  private final Journal journal;
  private final Path file;
  private final Deque<Epoch> epochs = new ArrayDeque<>();
  private @Nullable Position written;

  Checkpoint(Journal journal, Path folder) {
    this.journal = journal;
    this.file = folder.resolve("proxy-open.json");
  }

  /** Where to look for exchanges that a crash left open. */
  Position saved() {
    Position start = journal.start(Signal.PROXY);
    try {
      JsonNode node = JsonMapper.shared().readTree(Files.readString(file));
      boolean same = node.path("journal").asString("").equals(journal.id().toString());
      return same
          ? start.at(LocalDate.parse(node.path("date").asString("")), node.path("offset").asLong(0))
          : start;
    } catch (IOException | RuntimeException e) {
      LOG.debug("no checkpoint of the proxy to read in {}: {}", file, e.toString());
      return start;
    }
  }

  /** Begins: everything that was open before is closed. */
  void begin() {
    synchronized (epochs) {
      epochs.clear();
      epochs.add(new Epoch(journal.end(Signal.PROXY)));
    }
    advance();
  }

  /** An exchange begins. */
  @Nullable Epoch enter() {
    synchronized (epochs) {
      Epoch newest = epochs.peekLast();
      if (newest != null) {
        newest.open.incrementAndGet();
      }
      return newest;
    }
  }

  /** Moves on as far as nothing is open, and saves the place; waits for the disk. */
  synchronized void advance() {
    Position end = journal.end(Signal.PROXY);
    Position oldest;
    synchronized (epochs) {
      Epoch newest = epochs.peekLast();
      if (newest == null) {
        return;
      }
      if (newest.position.compareTo(end) < 0) {
        epochs.add(new Epoch(end));
      }
      while (epochs.size() > 1 && epochs.getFirst().open.get() == 0) {
        epochs.removeFirst();
      }
      oldest = epochs.getFirst().position;
    }
    save(oldest);
  }

  private void save(Position position) {
    if (position.equals(written)) {
      return;
    }
    try {
      write(text(journal.id(), position));
      written = position;
    } catch (IOException e) {
      LOG.warn("the place of the oldest open exchange could not be saved in {}: {}", file, e);
    }
  }

  private static String text(UUID journal, Position position) {
    return "{\"journal\":\"%s\",\"date\":\"%s\",\"offset\":%d}\n"
        .formatted(journal, position.date(), position.offset());
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        var _ = channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
