package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The event loops that all network traffic of one process shares. */
public final class EventLoops implements Component {
  private static final int CLOSE_SECONDS = 10;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setUseDaemonThread(true));
  private final Set<HostPort> claimed = new HashSet<>();

  /** The loops themselves, for the byte path. */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * Claims an address for one listener of this process: two that bind the same one would share its
   * connections between them without a word.
   *
   * @throws CairnException ADDRESS_IN_USE when another listener has claimed it
   */
  public synchronized void claim(HostPort address) {
    if (address.port() != 0 && !claimed.add(address)) {
      throw inUse(address, null);
    }
  }

  /** Gives an address back. */
  public synchronized void release(HostPort address) {
    claimed.remove(address);
  }

  static CairnException inUse(HostPort address, @Nullable Throwable cause) {
    String message =
        address + " is in use: stop the program that listens there or choose another address";
    return new CairnException(ErrorCode.ADDRESS_IN_USE, message, cause);
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the event loops did not close", e);
    }
  }
}
