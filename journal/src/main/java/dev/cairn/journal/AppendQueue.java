package dev.cairn.journal;

import dev.cairn.model.Signal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Appends that wait for the one writer: a stack that producers push with a single compare-and-set
 * and that the writer takes whole and turns round. Bounded by bytes. Thread-safe.
 */
final class AppendQueue {
  /** On the stack alone: nothing is taken any more, or not yet. */
  private static final Append SHUT = new Append(Signal.PROXY, List.of(), 0);

  private final AtomicReference<@Nullable Append> newest = new AtomicReference<>(SHUT);
  private final AtomicLong pending = new AtomicLong();
  private final long capacity;
  private volatile @Nullable Thread writer;

  AppendQueue(long capacity) {
    this.capacity = capacity;
  }

  /** What became of an offer. */
  enum Answer {
    TAKEN,
    FULL,
    SHUT
  }

  /** Begins to take appends for a writer. */
  void open(Thread consumer) {
    writer = consumer;
    newest.set(null);
  }

  Answer offer(Append append) {
    if (pending.addAndGet(append.bytes()) > capacity) {
      pending.addAndGet(-append.bytes());
      return Answer.FULL;
    }
    while (true) {
      Append before = newest.get();
      if (before == SHUT) {
        pending.addAndGet(-append.bytes());
        return Answer.SHUT;
      }
      append.next = before;
      if (newest.compareAndSet(before, append)) {
        if (before == null) {
          LockSupport.unpark(writer);
        }
        return Answer.TAKEN;
      }
    }
  }

  /**
   * Waits for appends, at most so long.
   *
   * @return the oldest, linked to those after it; null when the time ran out or the queue was shut
   */
  @Nullable Append take(long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (newest.get() == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      LockSupport.parkNanos(this, left);
    }
    return isShut() ? null : oldestFirst(newest.getAndUpdate(AppendQueue::emptied));
  }

  private static @Nullable Append emptied(@Nullable Append top) {
    return top == SHUT ? SHUT : null;
  }

  /** Takes no more, and gives what was taken before. */
  @Nullable Append shut() {
    Append rest = newest.getAndSet(SHUT);
    LockSupport.unpark(writer);
    return oldestFirst(rest);
  }

  boolean isShut() {
    return newest.get() == SHUT;
  }

  private static @Nullable Append oldestFirst(@Nullable Append top) {
    Append oldest = null;
    for (Append append = top; append != null && append != SHUT; ) {
      Append older = append.next;
      append.next = oldest;
      oldest = append;
      append = older;
    }
    return oldest;
  }

  /** An append is no longer waiting. */
  void done(Append append) {
    pending.addAndGet(-append.bytes());
  }

  long pending() {
    return pending.get();
  }
}
