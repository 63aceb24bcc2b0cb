package dev.cairn.lake;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes one working thread, and lets others wait for what it does. Thread-safe. */
final class Doorbell {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final Condition done = lock.newCondition();
  private boolean ringing;
  private boolean stopped;
  private int waiting;

  /** There is something to do. */
  void ring() {
    lock.lock();
    try {
      ringing = true;
      rung.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The thread is to come to an end. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      rung.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody waits for what is done. */
  boolean isHurried() {
    lock.lock();
    try {
      return waiting > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a ring, but at most this long and at most a second. */
  void await(long nanos) {
    pause(Duration.ofNanos(Math.clamp(nanos, 0, LONGEST)), true);
  }

  /** Waits this long, whoever rings, unless it is stopped. */
  void pause(Duration time) {
    pause(time, false);
  }

  private void pause(Duration time, boolean untilRung) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (left > 0 && !stopped && !(untilRung && ringing)) {
        left = rung.awaitNanos(left);
      }
      ringing = false;
    } catch (InterruptedException interrupted) {
      stopped = true;
    } finally {
      lock.unlock();
    }
  }

  /** Something was done that others may wait for. */
  void tellWaiting() {
    lock.lock();
    try {
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Hurries the thread and waits until something no longer holds; false when time ran out. */
  boolean awaitWhile(BooleanSupplier holds, Duration atMost) {
    lock.lock();
    try {
      waiting++;
      ringing = true;
      rung.signal();
      long left = atMost.toNanos();
      while (holds.getAsBoolean()) {
        if (left <= 0 || stopped) {
          return false;
        }
        left = done.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
