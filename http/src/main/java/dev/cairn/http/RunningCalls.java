package dev.cairn.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that are being answered, each on its virtual thread. */
final class RunningCalls {
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  private final Map<Call, Thread> threads = new ConcurrentHashMap<>();

  void run(Call call, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name("http " + call.method() + " " + call.path())
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                leave(call);
              }
            });
    threads.put(call, thread);
    thread.start();
  }

  private synchronized void leave(Call call) {
    threads.remove(call);
    notifyAll();
  }

  /** Ends streams that have no end of their own. */
  void endStreams() {
    threads.keySet().forEach(Call::interrupt);
  }

  /** Waits until nothing runs; interrupts what still runs after the limit. */
  void drain(Duration limit) {
    try {
      if (!awaitNone(limit)) {
        threads.values().forEach(Thread::interrupt);
        boolean _ = awaitNone(AFTER_INTERRUPT);
      }
    } catch (InterruptedException hurried) {
      threads.values().forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!threads.isEmpty()) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }
}
