package dev.cairn.journal;

import dev.cairn.model.Signal;
import dev.cairn.trail.Journal.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know that records have become durable: one call for each batch. Thread-safe. */
final class Subscribers {
  private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

  private final Map<Signal, List<Call>> calls = new ConcurrentHashMap<>();

  /** One interest; two with the same action are two. */
  private static final class Call {
    private final Runnable action;

    private Call(Runnable action) {
      this.action = action;
    }
  }

  Subscription add(Signal signal, Runnable action) {
    Call call = new Call(action);
    List<Call> all = calls.computeIfAbsent(signal, s -> new CopyOnWriteArrayList<>());
    all.add(call);
    return () -> all.remove(call);
  }

  void tell(Signal signal) {
    for (Call call : calls.getOrDefault(signal, List.of())) {
      try {
        call.action.run();
      } catch (RuntimeException failure) {
        LOG.warn("A subscriber of {} failed; it is told of the next records too", signal, failure);
      }
    }
  }
}
