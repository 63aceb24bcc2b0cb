package dev.cairn.bench;

import java.util.concurrent.locks.LockSupport;

/** Real time that passes, to pace a load. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  /** Until {@link System#nanoTime()} reaches a time. */
  static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
