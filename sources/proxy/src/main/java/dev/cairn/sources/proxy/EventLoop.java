package dev.cairn.sources.proxy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one event loop of the proxy has: its clients, its way into the journal, what is open and
 * what waits for room. Used on that loop only.
 */
final class EventLoop implements RecordQueue.Loop {
  /** Something that is open on the loop. */
  interface Open {
    /** Ends it when it has waited too long. */
    void checkTime(long nowNanos);

    /** Ends it because the proxy stops. */
    void interrupt();
  }

  /** The longest that an agent waits for the journal at a time. */
  private static final long PAUSE_MILLIS = 250;

  private final Vertx vertx;
  private final Context context;
  private final Set<Open> open = new LinkedHashSet<>();
  private final List<Runnable> parked = new ArrayList<>();

  EventLoop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public void soon(Runnable action) {
    context.runOnContext(_ -> action.run());
  }

  @Override
  public void after(Duration delay, Runnable action) {
    soon(() -> vertx.setTimer(Math.max(1, delay.toMillis()), _ -> action.run()));
  }

  void opened(Open exchange) {
    open.add(exchange);
  }

  void closed(Open exchange) {
    open.remove(exchange);
  }

  int openCount() {
    return open.size();
  }

  void checkTimes() {
    long now = System.nanoTime();
    List.copyOf(open).forEach(exchange -> exchange.checkTime(now));
  }

  void interruptAll() {
    List.copyOf(open).forEach(Open::interrupt);
  }

  /**
   * Runs an action when there is room again, and at the latest after the longest pause; when the
   * journal has not moved by then, nobody waits for it until it does.
   */
  void whenRoom(RecordingBuffer buffer, Runnable resume) {
    long before = buffer.deliveries();
    boolean[] done = {false};
    Runnable once =
        () -> {
          if (!done[0]) {
            done[0] = true;
            resume.run();
          }
        };
    parked.add(once);
    var _ =
        vertx.setTimer(
            PAUSE_MILLIS,
            _ -> {
              if (!done[0] && buffer.deliveries() == before) {
                buffer.stalled();
              }
              parked.remove(once);
              once.run();
            });
  }

  /** There may be room again. */
  void roomAgain(RecordingBuffer buffer) {
    if (!parked.isEmpty() && !buffer.full()) {
      int most = (int) Math.min(parked.size(), buffer.readers());
      List<Runnable> ready = List.copyOf(parked.subList(0, most));
      parked.subList(0, most).clear();
      ready.forEach(Runnable::run);
    }
  }
}
