package dev.cairn.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a listener: no more than a limit, and none that has asked for nothing for
 * long. Vert.x tells of a connection when the head of its first request is complete.
 */
final class Connections {
  private static final long SWEEPS_PER_IDLE = 4;

  private final Vertx vertx;
  private final int most;
  private final long idleNanos;
  private final Map<HttpConnection, Use> open = new ConcurrentHashMap<>();
  private @Nullable Long timer;

  /** How a connection is used; guarded by itself. */
  private static final class Use {
    private int calls;
    private long lastEnd = System.nanoTime();
  }

  Connections(Vertx vertx, int most, Duration idle) {
    this.vertx = vertx;
    this.most = most;
    idleNanos = idle.toNanos();
  }

  void start() {
    long sweep = Math.max(1, idleNanos / 1_000_000 / SWEEPS_PER_IDLE);
    timer = vertx.setPeriodic(sweep, ignored -> closeIdle());
  }

  void stop() {
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  /** Takes a new connection, or closes it when there are too many. */
  void opened(HttpConnection connection) {
    if (open.size() >= most) {
      connection.close();
      return;
    }
    open.put(connection, new Use());
    connection.closeHandler(ignored -> open.remove(connection));
  }

  void callBegins(HttpConnection connection) {
    Use use = open.get(connection);
    if (use != null) {
      synchronized (use) {
        use.calls++;
      }
    }
  }

  void callEnds(HttpConnection connection) {
    Use use = open.get(connection);
    if (use != null) {
      synchronized (use) {
        use.calls--;
        use.lastEnd = System.nanoTime();
      }
    }
  }

  private void closeIdle() {
    open.forEach((connection, use) -> {
      if (isIdle(use)) {
        connection.close();
      }
    });
  }

  private boolean isIdle(Use use) {
    synchronized (use) {
      return use.calls == 0 && System.nanoTime() - use.lastEnd > idleNanos;
    }
  }
}
