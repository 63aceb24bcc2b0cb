package dev.cairn.testing;

import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that look like a provider's and are the same in every run with the same seed. */
final class Ids {
  private final String seed;
  private final AtomicLong last = new AtomicLong();

  Ids(String seed) {
    this.seed = seed;
  }

  String next(String prefix) {
    return "%s01%s%06d".formatted(prefix, seed, last.incrementAndGet());
  }
}
