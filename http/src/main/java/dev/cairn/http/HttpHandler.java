package dev.cairn.http;

/** Answers requests; called on a virtual thread, so it may block. */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers one request. A {@link dev.cairn.kernel.CairnException} becomes the HTTP status of its
   * code with {@code {"error":{"code","message"}}}; anything else becomes a 500 that tells nothing.
   */
  void handle(HttpCall call) throws Exception;
}
