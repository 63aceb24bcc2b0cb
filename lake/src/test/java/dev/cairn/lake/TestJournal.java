package dev.cairn.lake;

import dev.cairn.kernel.Report;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journal in plain files, for tests: a file for each day and signal, each write durable. */
final class TestJournal implements Journal {
  private final Path dir;
  private final UUID id;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private LocalDate today = LocalDate.of(2026, 11, 5);

  TestJournal(Path dir) {
    this.dir = dir;
    try {
      Files.createDirectories(dir);
      Path name = dir.resolve("id");
      if (!Files.exists(name)) {
        Files.writeString(name, UUID.randomUUID().toString());
      }
      this.id = UUID.fromString(Files.readString(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void day(LocalDate day) {
    today = day;
  }

  @Override
  public String gateway() {
    return "test";
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public synchronized CompletableFuture<Outcome> append(Signal signal, List<byte[]> records) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] line : records) {
      lines.writeBytes(line);
      lines.write('\n');
    }
    try {
      Files.createDirectories(dir.resolve(signal.folder()));
      Files.write(
          file(signal, today),
          lines.toByteArray(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    listeners.forEach(Runnable::run);
    return CompletableFuture.completedFuture(Outcome.Delivered.DELIVERED);
  }

  private Path file(Signal signal, LocalDate day) {
    return dir.resolve(signal.folder()).resolve(day + ".jsonl");
  }

  private List<LocalDate> days(Signal signal) {
    Path folder = dir.resolve(signal.folder());
    if (!Files.isDirectory(folder)) {
      return List.of(today);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> LocalDate.parse(file.getFileName().toString().substring(0, 10)))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private long length(Signal signal, LocalDate day) {
    try {
      Path file = file(signal, day);
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Position at(Signal signal, LocalDate day, long offset) {
    return new Position("test", id, signal, day, offset);
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public synchronized Position start(Signal signal) {
    return at(signal, days(signal).getFirst(), 0);
  }

  @Override
  public synchronized Position end(Signal signal) {
    LocalDate last = days(signal).getLast().isBefore(today) ? today : days(signal).getLast();
    return at(signal, last, length(signal, last));
  }

  @Override
  public JournalReader read(Position from) {
    return new Reader(from);
  }

  @Override
  public Subscription subscribe(Signal signal, Runnable durable) {
    listeners.add(durable);
    return () -> listeners.remove(durable);
  }

  @Override
  public int purge(List<Position> records) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Report report() {
    return new Report("journal", true, new LinkedHashMap<>());
  }

  @Override
  public void start() {}

  @Override
  public void close() {}

  private final class Reader implements JournalReader {
    private Position position;
    private byte[] chunk = new byte[0];
    private int used;

    Reader(Position from) {
      this.position = from;
    }

    @Override
    public @Nullable JournalRecord next() {
      synchronized (TestJournal.this) {
        int end = lineEnd();
        if (end < 0) {
          return null;
        }
        byte[] line = java.util.Arrays.copyOfRange(chunk, used, end);
        Position start = position;
        position = start.at(start.date(), start.offset() + line.length + 1);
        used = end + 1;
        return new JournalRecord(start, position, line);
      }
    }

    private int lineEnd() {
      for (int size = 1 << 20; ; size *= 4) {
        for (int i = used; i < chunk.length; i++) {
          if (chunk[i] == '\n') {
            return i;
          }
        }
        if (position.offset() >= length(position.signal(), position.date())) {
          List<LocalDate> later =
              days(position.signal()).stream().filter(d -> d.isAfter(position.date())).toList();
          if (later.isEmpty()) {
            return -1;
          }
          position = position.at(later.getFirst(), 0);
        }
        load(size);
      }
    }

    private void load(int size) {
      try (RandomAccessFile file =
          new RandomAccessFile(file(position.signal(), position.date()).toFile(), "r")) {
        chunk = new byte[(int) Math.min(size, file.length() - position.offset())];
        file.seek(position.offset());
        file.readFully(chunk);
        used = 0;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public Position position() {
      return position;
    }

    @Override
    public void close() {}
  }
}
