package dev.cairn.http;

import dev.cairn.kernel.Component;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;

/** The event loops that all network traffic of one process shares. */
public final class EventLoops implements Component {
  private static final int CLOSE_SECONDS = 10;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setUseDaemonThread(true));

  /** The loops themselves, for the byte path. */
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the event loops did not close", e);
    }
  }
}
