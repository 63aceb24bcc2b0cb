package dev.cairn.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The days of one signal and how far they are durable: what the writer, the readers and the upkeep
 * share. Thread-safe.
 */
final class SignalDays {
  /** The durable end: nothing behind it is shown to readers. */
  record End(LocalDate date, long offset) {}

  /** Before every day, whatever the clock will say when the first record is written. */
  private static final End NOTHING = new End(LocalDate.EPOCH, 0);

  private final Path folder;
  private final ConcurrentSkipListMap<LocalDate, Day> days = new ConcurrentSkipListMap<>();
  private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();
  private volatile End end;
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * @param folder where the files lie; need not exist
   */
  SignalDays(Path folder) throws IOException {
    this.folder = folder;
    if (Files.isDirectory(folder)) {
      list();
    }
    Day newest = newest();
    this.end = newest == null ? NOTHING : new End(newest.date(), newest.size());
  }

  private void list() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path file : entries) {
        Day.dateOf(file).ifPresent(date -> days.merge(date, dayOf(file, date), SignalDays::packed));
      }
    }
    days.replaceAll((date, day) -> sized(day));
  }

  private static Day dayOf(Path file, LocalDate date) {
    return new Day(date, file, Day.isPacked(file), 0);
  }

  private static Day packed(Day one, Day other) {
    return one.packed() ? one : other;
  }

  private static Day sized(Day day) {
    try {
      if (!day.packed()) {
        return new Day(day.date(), day.file(), false, Files.size(day.file()));
      }
      try (PackedBytes bytes = new PackedBytes(day.file())) {
        return new Day(day.date(), day.file(), true, bytes.size());
      }
    } catch (IOException e) {
      throw Storage.failed("read", day.file(), e);
    }
  }

  Path folder() {
    return folder;
  }

  End end() {
    return end;
  }

  /** All days, oldest first. */
  List<Day> all() {
    return List.copyOf(days.values());
  }

  @Nullable Day oldest() {
    var entry = days.firstEntry();
    return entry == null ? null : entry.getValue();
  }

  @Nullable Day newest() {
    var entry = days.lastEntry();
    return entry == null ? null : entry.getValue();
  }

  @Nullable Day day(LocalDate date) {
    return days.get(date);
  }

  @Nullable Day after(LocalDate date) {
    var entry = days.higherEntry(date);
    return entry == null ? null : entry.getValue();
  }

  /** How many bytes of a day are durable. */
  long limit(LocalDate date) {
    End now = end;
    if (!date.isBefore(now.date)) {
      return date.equals(now.date) ? now.offset : 0;
    }
    Day day = days.get(date);
    return day == null ? 0 : day.size();
  }

  /** Changes whenever bytes that may have been read are no longer what the files say. */
  int generation() {
    return generation.get();
  }

  /** Tells readers that the file of a day is durable up to an offset. */
  void advance(LocalDate date, long offset) {
    End before = end;
    if (!days.containsKey(date)) {
      close(before);
      days.put(date, new Day(date, Day.plainFile(folder, date), false, 0));
    }
    end = new End(date, offset);
  }

  /** Fixes the size of the day that was written to until now. */
  void close(End last) {
    days.computeIfPresent(
        last.date, (date, day) -> new Day(date, day.file(), day.packed(), last.offset));
  }

  /** Shows a day anew, in the file that it is in now. */
  void replace(Day day) {
    days.put(day.date(), day);
  }

  void remove(Day day) {
    days.remove(day.date());
  }

  /** Does something to the files while nobody reads them; readers then look again. */
  void exclusively(FileWork work) throws IOException {
    files.writeLock().lock();
    try {
      work.run();
    } finally {
      generation.incrementAndGet();
      files.writeLock().unlock();
    }
  }

  /** Held while files are opened or read. */
  ReentrantReadWriteLock.ReadLock reading() {
    return files.readLock();
  }

  /** Work on files. */
  interface FileWork {
    void run() throws IOException;
  }
}
