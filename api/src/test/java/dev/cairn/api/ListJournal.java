package dev.cairn.api;

import dev.cairn.kernel.Report;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal in memory for one signal, whose day is set by hand. */
final class ListJournal implements Journal {
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 18);

  private final UUID id = UUID.randomUUID();
  private final List<JournalRecord> records = new CopyOnWriteArrayList<>();
  private final List<Runnable> subscribers = new CopyOnWriteArrayList<>();
  private LocalDate day = FIRST_DAY;

  void day(LocalDate next) {
    day = next;
  }

  void append(String json) {
    append(Signal.PROXY, List.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public CompletableFuture<Outcome> append(Signal signal, List<byte[]> lines) {
    for (byte[] line : lines) {
      Position position =
          end(signal).at(day, day.equals(end(signal).date()) ? end(signal).offset() : 0);
      records.add(
          new JournalRecord(position, position.at(day, position.offset() + line.length + 1), line));
    }
    subscribers.forEach(Runnable::run);
    return CompletableFuture.completedFuture(Outcome.Delivered.DELIVERED);
  }

  @Override
  public Position start(Signal signal) {
    return new Position("me", id, signal, FIRST_DAY, 0);
  }

  @Override
  public Position end(Signal signal) {
    return records.isEmpty() ? start(signal) : records.getLast().next();
  }

  @Override
  public JournalReader read(Position from) {
    return new JournalReader() {
      private Position position = from;

      @Override
      public JournalRecord next() {
        for (JournalRecord candidate : records) {
          if (candidate.position().compareTo(position) >= 0) {
            position = candidate.next();
            return candidate;
          }
        }
        return null;
      }

      @Override
      public Position position() {
        return position;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Subscription subscribe(Signal signal, Runnable durable) {
    subscribers.add(durable);
    return () -> subscribers.remove(durable);
  }

  int subscribers() {
    return subscribers.size();
  }

  @Override
  public String gateway() {
    return "me";
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public int purge(List<Position> purged) {
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
}
