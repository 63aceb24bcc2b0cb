package dev.cairn.sources.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What the proxy has done since it started. Thread-safe. */
final class Counters {
  final LongAdder opened = new LongAdder();
  final LongAdder closed = new LongAdder();
  final LongAdder recorded = new LongAdder();
  final LongAdder partial = new LongAdder();
  final LongAdder interrupted = new LongAdder();
  final LongAdder lostRecords = new LongAdder();
  final LongAdder requestBytes = new LongAdder();
  final LongAdder responseBytes = new LongAdder();

  long open() {
    return opened.sum() - closed.sum();
  }
}
