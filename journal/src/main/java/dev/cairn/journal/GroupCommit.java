package dev.cairn.journal;

import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import dev.cairn.trail.Outcome.Delivered;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: it takes everything that waits, writes it, syncs once for each
 * signal, and only then answers.
 */
final class GroupCommit implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long IDLE = Duration.ofMinutes(1).toNanos();

  private final JournalConfig config;
  private final AppendQueue queue;
  private final Map<Signal, SignalWriter> writers;
  private final Subscribers subscribers;
  private final InstantSource clock;
  private final JournalMetrics metrics;

  /** What happened to the signals of the batch at hand: null for those that went well. */
  private final Map<Signal, @Nullable IOException> touched = new EnumMap<>(Signal.class);

  private volatile @Nullable String trouble;

  GroupCommit(
      JournalConfig config,
      AppendQueue queue,
      Map<Signal, SignalWriter> writers,
      Subscribers subscribers,
      InstantSource clock,
      JournalMetrics metrics) {
    this.config = config;
    this.queue = queue;
    this.writers = writers;
    this.subscribers = subscribers;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Why nothing can be written at the moment, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Commits until the queue is shut. */
  @Override
  public void run() {
    while (!queue.isShut()) {
      String reason = trouble;
      Append batch = queue.take(reason == null ? IDLE : config.retryAfter().toNanos());
      if (batch != null && reason != null) {
        answer(batch, reason);
      } else if (batch != null) {
        commit(batch);
      } else if (reason != null && !queue.isShut()) {
        heal();
      }
    }
  }

  /** Commits what the queue still held when it was shut. */
  void commitRest(@Nullable Append rest) {
    String reason = trouble;
    if (rest != null && reason != null) {
      answer(rest, reason);
    } else if (rest != null) {
      commit(rest);
    }
  }

  private void commit(Append batch) {
    long began = System.nanoTime();
    Instant now = clock.instant();
    touched.clear();
    write(batch, LocalDate.ofInstant(now, ZoneOffset.UTC));
    touched.replaceAll((signal, failure) -> failure == null ? sync(signal, now) : failure);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    touched.forEach(this::failWhereFailed); // told before anybody is answered
    for (Append append = batch; append != null; append = append.unlink()) {
      queue.done(append);
      IOException failure = touched.get(append.signal());
      append.complete(failure == null ? Delivered.DELIVERED : retry(Storage.reason(failure)));
    }
    touched.forEach((signal, failure) -> tellWhereDurable(signal, failure, took));
  }

  private void failWhereFailed(Signal signal, @Nullable IOException failure) {
    if (failure != null) {
      fail(signal, failure);
    }
  }

  private void tellWhereDurable(Signal signal, @Nullable IOException failure, Duration took) {
    if (failure == null) {
      SignalWriter writer = writer(signal);
      metrics.committed(signal, writer.batchRecords(), writer.batchBytes(), took);
      subscribers.tell(signal);
    }
  }

  private void write(Append batch, LocalDate today) {
    for (Append append = batch; append != null; append = append.next) {
      Signal signal = append.signal();
      SignalWriter writer = writer(signal);
      try {
        if (!touched.containsKey(signal)) {
          touched.put(signal, null);
          writer.begin(today);
        }
        if (touched.get(signal) == null) {
          writer.write(append);
        }
      } catch (IOException failure) {
        touched.put(signal, failure);
      } catch (RuntimeException | OutOfMemoryError failure) {
        touched.put(signal, new IOException(failure));
      }
    }
  }

  private @Nullable IOException sync(Signal signal, Instant now) {
    try {
      writer(signal).commit(now);
      return null;
    } catch (IOException failure) {
      return failure;
    } catch (RuntimeException failure) {
      return new IOException(failure);
    }
  }

  private SignalWriter writer(Signal signal) {
    SignalWriter writer = writers.get(signal);
    if (writer == null) {
      throw new IllegalStateException("no writer for signal " + signal);
    }
    return writer;
  }

  private void fail(Signal signal, IOException failure) {
    metrics.failed(signal);
    String reason = Storage.reason(failure);
    if (trouble == null) {
      LOG.error(
          "The journal cannot write {} to {}: {}. Records are sent back until it can.",
          signal,
          writer(signal).days().folder(),
          reason,
          failure);
    }
    trouble = reason;
    try {
      writer(signal).rollback();
    } catch (IOException again) {
      LOG.debug("The unfinished end of {} cannot be cut off yet", signal, again);
    }
  }

  private void heal() {
    for (SignalWriter writer : writers.values()) {
      try {
        writer.heal();
      } catch (IOException failure) {
        trouble = Storage.reason(failure);
        return;
      }
    }
    trouble = null;
    LOG.info("The journal writes again");
  }

  private void answer(Append batch, String reason) {
    for (Append append = batch; append != null; append = append.unlink()) {
      queue.done(append);
      metrics.turnedAway(append.signal());
      append.complete(retry(reason));
    }
  }

  /** The answer while the disk fails. */
  Outcome retry(String reason) {
    return new Outcome.Retry("the journal cannot write: " + reason, config.retryAfter());
  }
}
