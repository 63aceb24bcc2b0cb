package dev.cairn.sources.proxy;

import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event loop's records into the journal: in order, in as large batches as the
 * journal's own pace makes them, one at a time. Used on its event loop only.
 */
final class RecordQueue {
  /** The event loop. */
  interface Loop {
    /** Runs on the loop, after what it is doing now. */
    void soon(Runnable action);

    /** Runs on the loop after some time. */
    void after(Duration delay, Runnable action);
  }

  /** Who a record belongs to. */
  interface Owner {
    String id();

    /** The record that closes it is durable. */
    void durable();

    /** A record of it was taken and could not be kept after all. */
    void lost();
  }

  private record Entry(byte[] line, @Nullable Owner owner, boolean closing) {}

  /** Why a record is lost that finds no room. */
  static final String FULL = "the recording buffer is full";

  /** What is offered to the journal at once; a disk that is nearly full may still take so much. */
  private static final long BATCH_BYTES = 4L << 20;

  private static final Duration LEAST_WAIT = Duration.ofMillis(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Journal journal;
  private final RecordingBuffer buffer;
  private final Loop loop;
  private final Timestamps timestamps;
  private final Counters counters;
  private final ProxyMetrics metrics;
  private final Runnable roomAgain;
  private final Losses losses = new Losses();
  private final JsonLine line = new JsonLine();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private @Nullable List<Entry> inFlight;
  private boolean scheduled;
  private boolean ending;

  RecordQueue(
      Journal journal,
      RecordingBuffer buffer,
      Loop loop,
      Timestamps timestamps,
      Counters counters,
      ProxyMetrics metrics,
      Runnable roomAgain) {
    this.journal = journal;
    this.buffer = buffer;
    this.loop = loop;
    this.timestamps = timestamps;
    this.counters = counters;
    this.metrics = metrics;
    this.roomAgain = roomAgain;
  }

  /** Takes a record, or tells that there is no room for it and remembers the loss. */
  boolean offer(byte[] record, @Nullable Owner owner, boolean closing) {
    if (!buffer.reserve(record.length, closing)) {
      lost(owner, FULL);
      return false;
    }
    waiting.add(new Entry(record, owner, closing));
    if (!scheduled && inFlight == null) {
      scheduled = true;
      loop.soon(this::flush);
    }
    return true;
  }

  /** Completed when everything offered so far is durable or lost. */
  CompletableFuture<Void> end() {
    ending = true;
    endWhenDone();
    return ended;
  }

  private void flush() {
    scheduled = false;
    if (inFlight == null && !waiting.isEmpty()) {
      List<Entry> batch = batch();
      inFlight = batch;
      append(batch);
    }
  }

  /** The oldest records that wait, at least one. */
  private List<Entry> batch() {
    List<Entry> batch = new ArrayList<>();
    for (long bytes = 0; !waiting.isEmpty() && bytes < BATCH_BYTES; ) {
      Entry entry = waiting.remove();
      batch.add(entry);
      bytes += entry.line.length;
    }
    return batch;
  }

  private void append(List<Entry> batch) {
    List<byte[]> lines = new ArrayList<>(batch.size());
    batch.forEach(entry -> lines.add(entry.line));
    var _ =
        journal
            .append(Signal.PROXY, lines)
            .whenComplete((outcome, failure) ->
                loop.soon(() ->
                    settled(
                        batch,
                        outcome == null ? new Outcome.Refused(String.valueOf(failure)) : outcome)));
  }

  private void settled(List<Entry> batch, Outcome outcome) {
    switch (outcome) {
      case Outcome.Delivered _ -> delivered(batch);
      // No sign of a stall: a journal whose queue is full for the moment answers so, too.
      case Outcome.Retry retry -> loop.after(bounded(retry.after()), () -> append(batch));
      case Outcome.Refused refused -> refused(batch, refused.reason());
    }
  }

  private static Duration bounded(Duration wait) {
    Duration least = wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait;
    return least.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : least;
  }

  private void delivered(List<Entry> batch) {
    buffer.delivered();
    release(batch);
    for (Entry entry : batch) {
      if (entry.closing && entry.owner != null) {
        entry.owner.durable();
      }
    }
    if (!losses.isEmpty()) {
      losses.take(line, timestamps.now()).forEach(loss -> offer(loss, null, true));
    }
    next();
  }

  private void refused(List<Entry> batch, String reason) {
    buffer.stalled();
    release(batch);
    for (Entry entry : batch) {
      lost(entry.owner, reason);
      if (entry.owner != null) {
        entry.owner.lost();
      }
    }
    next();
  }

  private void release(List<Entry> batch) {
    long bytes = 0;
    for (Entry entry : batch) {
      bytes += entry.line.length;
    }
    buffer.release(bytes);
    metrics.buffered(buffer.used());
  }

  private void next() {
    inFlight = null;
    flush();
    roomAgain.run();
    endWhenDone();
  }

  /** Remembers a record, or what would have become one, as lost. */
  void lost(@Nullable Owner owner, String reason) {
    losses.add(owner == null ? null : owner.id(), reason);
    counters.lostRecords.increment();
    metrics.recordsLost(1);
  }

  private void endWhenDone() {
    if (ending && inFlight == null && waiting.isEmpty()) {
      ended.complete(null);
    }
  }
}
