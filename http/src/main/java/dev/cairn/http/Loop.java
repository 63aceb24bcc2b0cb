package dev.cairn.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Lets a virtual thread act on the event loop of a connection and wait for the outcome. */
record Loop(Context context) {
  /**
   * Runs an action on the loop and waits until it is done.
   *
   * @throws IOException when the client has gone
   * @throws IllegalStateException when the action was wrong
   */
  <T> T await(Supplier<Future<T>> action) throws IOException {
    CompletableFuture<T> done = new CompletableFuture<>();
    boolean runs =
        run(() -> {
          try {
            action.get().onComplete(done::complete, done::completeExceptionally);
          } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
          }
        });
    if (!runs) {
      throw new IOException("the event loops are closed");
    }
    return await(done);
  }

  /** Waits for what the loop completes. */
  static <T> T await(CompletableFuture<T> done) throws IOException {
    try {
      return done.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IllegalStateException defect) {
        throw defect;
      }
      throw new IOException("the client has gone", failure.getCause());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the listener is closing");
    }
  }

  /** Runs an action on the loop without waiting; loops that are closed run nothing more. */
  boolean run(Runnable action) {
    try {
      context.runOnContext(ignored -> action.run());
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }
}
