package dev.cairn.sources.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The room that all recording of the proxy shares: bytes held for open exchanges and bytes on their
 * way to the journal. It also knows whether the journal gets on. Thread-safe.
 */
final class RecordingBuffer {
  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong deliveries = new AtomicLong();
  private volatile boolean stalled;

  RecordingBuffer(long limit) {
    this.limit = limit;
  }

  /** Takes room; the last eighth is kept for records that close an exchange. */
  boolean reserve(long bytes, boolean closing) {
    long allowed = closing ? limit : limit - limit / 8;
    if (used.addAndGet(bytes) > allowed) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }

  /** Whether what is held in memory should go to the journal early. */
  boolean crowded() {
    return used.get() > limit / 4;
  }

  /** How many paused readers may go on with a piece each; at least one. */
  long readers() {
    return Math.max(1, (limit / 2 - used.get()) / (2 * Limits.PIECE));
  }

  /**
   * Whether reading should pause until the journal has taken some of it: at half of the room, for
   * every connection may still bring a piece.
   */
  boolean full() {
    return !stalled && used.get() > limit / 2;
  }

  /** How often the journal has made something durable. */
  long deliveries() {
    return deliveries.get();
  }

  /** The journal has made something durable. */
  void delivered() {
    deliveries.incrementAndGet();
    stalled = false;
  }

  /** The journal has failed, or has not got on for the longest time that an agent waits. */
  void stalled() {
    stalled = true;
  }

  boolean isStalled() {
    return stalled;
  }
}
