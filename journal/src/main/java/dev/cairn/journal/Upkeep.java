package dev.cairn.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done beside the writing, once a minute: closed days are compressed, old ones deleted. */
final class Upkeep implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final JournalConfig config;
  private final Collection<SignalWriter> writers;
  private final InstantSource clock;
  private final Lock changing;
  private final Packing packing;
  private final Retention retention;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Upkeep(
      JournalConfig config,
      Collection<SignalWriter> writers,
      InstantSource clock,
      Lock changing,
      JournalMetrics metrics) {
    this.config = config;
    this.writers = writers;
    this.clock = clock;
    this.changing = changing;
    DayPacker packer = new DayPacker(config.compressLevel(), DayPacker.FRAME, this::rest);
    this.packing = new Packing(config, writers, packer, changing, metrics);
    this.retention = new Retention(config, writers, metrics);
  }

  @Override
  public void run() {
    try {
      do {
        attempt();
      } while (!stopped.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() {
    try {
      tidy();
    } catch (InterruptedIOException e) {
      LOG.debug("Compressing gives way to the stop");
    } catch (IOException | RuntimeException e) {
      LOG.warn("Closed days could not be compressed or deleted; tried again in a minute", e);
    }
  }

  /** Does what is due now. */
  synchronized void tidy() throws IOException {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (SignalWriter writer : writers) {
      writer.seal(today);
    }
    changing.lock();
    try {
      retention.apply(today);
    } finally {
      changing.unlock();
    }
    if (config.compress()) {
      packing.packDue(now);
    }
  }

  void stop() {
    stopped.countDown();
  }

  /** Leaves as much time to the agents as it took, since a day may need minutes of a core. */
  private void rest(long workedNanos) throws IOException {
    try {
      if (stopped.await(workedNanos, TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException("the journal is being closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
