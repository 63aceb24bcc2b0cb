package dev.cairn.journal;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Overwrites records in place. Not thread-safe. */
final class Purge {
  private final Map<Signal, SignalDays> days;
  private final DayPacker packer;
  private final JournalMetrics metrics;

  Purge(Map<Signal, SignalDays> days, DayPacker packer, JournalMetrics metrics) {
    this.days = days;
    this.packer = packer;
    this.metrics = metrics;
  }

  /** One day of one signal. */
  private record SignalDay(Signal signal, LocalDate date) implements Comparable<SignalDay> {
    @Override
    public int compareTo(SignalDay other) {
      int bySignal = signal.compareTo(other.signal);
      return bySignal != 0 ? bySignal : date.compareTo(other.date);
    }
  }

  /**
   * What overwriting these records means; those of days that are gone and those that are stubs
   * already are left out.
   */
  List<Stub> resolve(List<Position> records) throws IOException {
    Map<SignalDay, TreeSet<Long>> offsets = new TreeMap<>();
    for (Position record : records) {
      SignalDay day = new SignalDay(record.signal(), record.date());
      offsets.computeIfAbsent(day, d -> new TreeSet<>()).add(record.offset());
    }
    List<Stub> stubs = new ArrayList<>();
    for (Map.Entry<SignalDay, TreeSet<Long>> entry : offsets.entrySet()) {
      stubs.addAll(resolve(entry.getKey(), entry.getValue()));
    }
    return stubs;
  }

  private List<Stub> resolve(SignalDay place, Set<Long> offsets) throws IOException {
    SignalDays all = days.get(place.signal);
    Day day = all == null ? null : all.day(place.date);
    if (all == null || day == null) {
      return List.of();
    }
    Path file = plain(day);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      Lines lines = new Lines(channel, all.limit(place.date));
      List<Stub> stubs = new ArrayList<>();
      for (long offset : offsets) {
        byte[] line = lines.at(offset);
        if (line == null) {
          throw new CairnException(
              ErrorCode.NOT_FOUND,
              "no record begins at " + place.signal + "/" + place.date + "@" + offset);
        }
        if (!Stub.stands(line, 0, line.length)) {
          stubs.add(new Stub(place.signal, place.date, offset, line.length));
        }
      }
      return stubs;
    } finally {
      deleteUnpacked(day, file);
    }
  }

  /** Overwrites; doing it again changes nothing. */
  void overwrite(List<Stub> stubs) throws IOException {
    Map<SignalDay, List<Stub>> byDay =
        stubs.stream()
            .collect(
                Collectors.groupingBy(
                    stub -> new SignalDay(stub.signal(), stub.date()),
                    TreeMap::new,
                    Collectors.toList()));
    for (Map.Entry<SignalDay, List<Stub>> entry : byDay.entrySet()) {
      SignalDays all = days.get(entry.getKey().signal);
      Day day = all == null ? null : all.day(entry.getKey().date);
      if (all != null && day != null) {
        overwrite(all, day, entry.getValue());
        metrics.purged(entry.getKey().signal, entry.getValue().size());
      }
    }
  }

  private void overwrite(SignalDays all, Day day, List<Stub> stubs) throws IOException {
    Path file = plain(day);
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      if (day.packed()) {
        write(channel, stubs);
        Path repacked = DurableFiles.temporary(day.file());
        packer.pack(file, day.size(), repacked);
        all.exclusively(() -> DurableFiles.rename(repacked, day.file()));
      } else {
        all.exclusively(() -> write(channel, stubs));
        channel.force(false);
      }
    } finally {
      deleteUnpacked(day, file);
    }
  }

  private static void write(FileChannel channel, List<Stub> stubs) throws IOException {
    for (Stub stub : stubs) {
      ByteBuffer line = ByteBuffer.wrap(Stub.line(stub.length()));
      while (line.hasRemaining()) {
        channel.write(line, stub.offset() + line.position());
      }
    }
  }

  /** The uncompressed file of a day: its own, or one unpacked beside it. */
  private static Path plain(Day day) throws IOException {
    if (!day.packed()) {
      return day.file();
    }
    Path unpacked = day.file().resolveSibling(day.date() + ".purge.tmp");
    DayPacker.unpack(day.file(), unpacked);
    return unpacked;
  }

  private static void deleteUnpacked(Day day, Path file) throws IOException {
    if (!file.equals(day.file())) {
      Files.deleteIfExists(file);
    }
  }
}
