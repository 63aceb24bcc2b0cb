package dev.cairn.sources.proxy;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** What went wrong on the way to an upstream, in words. */
final class Failures {
  private Failures() {}

  static boolean isTimeout(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof TimeoutException
        || failure.getClass().getSimpleName().contains("Timeout")
        || text.contains("timed out");
  }

  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ConnectException e when String.valueOf(e.getMessage()).contains("refused") ->
          "ECONNREFUSED";
      case UnknownHostException _ -> "the host is not known";
      case HttpClosedException _ -> "the connection was closed";
      default -> isTimeout(cause) ? "timed out" : text(cause);
    };
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
