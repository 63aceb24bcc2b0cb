package dev.cairn.sources.proxy;

import dev.cairn.kernel.Report;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A journal in memory that keeps its contract and can be made slow, stuck or full. */
final class MemoryJournal implements Journal {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final UUID id = UUID.randomUUID();
  private final List<JournalRecord> records = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private long offset;
  private volatile long delayMillis;
  private volatile boolean stuck;
  private volatile boolean forgetful;
  private volatile @Nullable Outcome failing;

  @Override
  public String gateway() {
    return "tester";
  }

  @Override
  public UUID id() {
    return id;
  }

  void delay(long millis) {
    delayMillis = millis;
  }

  void fail(@Nullable Outcome outcome) {
    failing = outcome;
  }

  /** Keeps nothing from now on. */
  void forget() {
    forgetful = true;
  }

  synchronized void stick() {
    stuck = true;
  }

  synchronized void unstick() {
    stuck = false;
    held.forEach(thread::execute);
    held.clear();
  }

  @Override
  public synchronized CompletableFuture<Outcome> append(Signal signal, List<byte[]> lines) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    Runnable write = () -> write(lines, answer);
    if (stuck) {
      held.add(write);
    } else {
      thread.schedule(write, delayMillis, TimeUnit.MILLISECONDS);
    }
    return answer;
  }

  private void write(List<byte[]> lines, CompletableFuture<Outcome> answer) {
    Outcome failure = failing;
    if (failure != null) {
      answer.complete(failure);
      return;
    }
    synchronized (this) {
      lines.forEach(this::add);
    }
    answer.complete(Outcome.Delivered.DELIVERED);
  }

  private void add(byte[] line) {
    if (forgetful) {
      return;
    }
    Position from = position(offset);
    offset += line.length + 1;
    records.add(new JournalRecord(from, position(offset), line));
    notifyAll();
  }

  private Position position(long at) {
    return new Position(gateway(), id, Signal.PROXY, DAY, at);
  }

  synchronized List<byte[]> lines() {
    return records.stream().map(JournalRecord::json).toList();
  }

  synchronized void awaitMore(int than, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (records.size() <= than && System.nanoTime() < deadline) {
      wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public Position start(Signal signal) {
    return position(0);
  }

  @Override
  public synchronized Position end(Signal signal) {
    return position(offset);
  }

  @Override
  public synchronized JournalReader read(Position from) {
    List<JournalRecord> rest =
        records.stream().filter(r -> r.position().compareTo(from) >= 0).toList();
    return new JournalReader() {
      private int next;

      @Override
      public @Nullable JournalRecord next() {
        return next < rest.size() ? rest.get(next++) : null;
      }

      @Override
      public Position position() {
        return next == 0 ? from : rest.get(next - 1).next();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Subscription subscribe(Signal signal, Runnable durable) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int purge(List<Position> positions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Report report() {
    return new Report("journal", true, new LinkedHashMap<>());
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
