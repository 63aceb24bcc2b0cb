package dev.cairn.lake;

import java.time.Duration;

/** Waits longer after each failure in a row, from 0.2 s to 30 s. For one thread. */
final class Backoff {
  private static final Duration LEAST = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(30);

  private Duration wait = Duration.ZERO;

  /** How long to wait after one more failure. */
  Duration next() {
    Duration twice = wait.multipliedBy(2);
    wait = twice.compareTo(LEAST) < 0 ? LEAST : twice.compareTo(MOST) > 0 ? MOST : twice;
    return wait;
  }

  /** Whether nothing has failed since the last success. */
  boolean isQuiet() {
    return wait.isZero();
  }

  void reset() {
    wait = Duration.ZERO;
  }
}
