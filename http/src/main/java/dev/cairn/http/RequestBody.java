package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The body of one request: read whole when asked for, else thrown away. */
final class RequestBody {
  private static final long STALL_SECONDS = 30;
  private static final long LEFTOVER_MILLIS = 2_000;

  private final HttpServerRequest request;
  private final Loop loop;
  private final int limit;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private volatile long seen;
  private boolean asked;
  private boolean tooLarge;
  private boolean ended;

  /** To be made on the event loop of a paused request. */
  RequestBody(HttpServerRequest request, Loop loop, int limit) {
    this.request = request;
    this.loop = loop;
    this.limit = limit;
    request.exceptionHandler(whole::completeExceptionally);
    request.endHandler(ignored -> end());
  }

  private void end() {
    ended = true;
    whole.complete(bytes.toByteArray());
  }

  /** The whole body; waits for it. */
  byte[] read() throws IOException {
    if (!asked) {
      asked = true;
      if (declared() > limit) {
        throw tooLarge(declared());
      }
      loop.run(this::begin);
    }
    return await();
  }

  private void begin() {
    request.handler(this::take);
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void take(Buffer chunk) {
    seen += chunk.length();
    if (tooLarge) {
      closeWhenEndless();
    } else if (seen > limit) {
      tooLarge = true;
      bytes.reset();
      whole.completeExceptionally(tooLarge(seen));
    } else {
      bytes.writeBytes(chunk.getBytes());
    }
  }

  private byte[] await() throws IOException {
    while (true) {
      long before = seen;
      try {
        return whole.get(STALL_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException stalled) {
        if (seen == before) {
          loop.run(() -> request.connection().close());
          throw new IOException("no byte of the body came for " + STALL_SECONDS + " s", stalled);
        }
      } catch (ExecutionException failure) {
        throw failed(failure.getCause());
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        throw new IOException("the listener is closing", closing);
      }
    }
  }

  private static IOException failed(@Nullable Throwable cause) {
    if (cause instanceof CairnException refused) {
      throw refused;
    }
    return new IOException("the client has gone before its body was complete", cause);
  }

  /**
   * Throws away what was not read, so that the connection can carry the next request; closes it
   * when that would take too much. To be called on the event loop when the answer begins.
   */
  void discard() {
    if (ended || whole.isCompletedExceptionally() && !tooLarge) {
      return;
    }
    tooLarge = true;
    request.handler(chunk -> {
      seen += chunk.length();
      closeWhenEndless();
    });
    request.resume();
    loop.context().owner().setTimer(LEFTOVER_MILLIS, ignored -> closeUnless(ended));
  }

  private void closeWhenEndless() {
    closeUnless(seen <= 2L * limit);
  }

  private void closeUnless(boolean fine) {
    if (!fine) {
      request.connection().close();
    }
  }

  private long declared() {
    String length = request.getHeader("content-length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
  }

  private CairnException tooLarge(long size) {
    return new CairnException(
        ErrorCode.TOO_LARGE,
        "the body of a request may have " + limit + " bytes, this one has at least " + size);
  }
}
