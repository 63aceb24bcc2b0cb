package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The answering half of one call; its methods wait for the event loop. */
final class Answer {
  private final HttpServerResponse response;
  private final RequestBody body;
  private final Loop loop;
  private final boolean head;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<Runnable> whenGone = new ArrayList<>();
  private boolean gone;
  private boolean begun;

  /** To be made on the event loop. */
  Answer(HttpServerRequest request, RequestBody body, Loop loop) {
    this.response = request.response();
    this.body = body;
    this.loop = loop;
    this.head = request.method().name().equals("HEAD");
    response.exceptionHandler(ignored -> leave());
    response.closeHandler(ignored -> leave());
    response.endHandler(ignored -> leave());
  }

  void header(String name, String value) {
    headers.add(Map.entry(name, value));
  }

  boolean hasHeader(String name) {
    return headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
  }

  /** The status sent, or 0 while none was. */
  int status() {
    return response.headWritten() ? response.getStatusCode() : 0;
  }

  /** Claims the one answer of a call. */
  synchronized void begin() {
    if (begun) {
      throw new CairnException(ErrorCode.INTERNAL, "a call was answered twice");
    }
    begun = true;
  }

  synchronized boolean hasBegun() {
    return begun;
  }

  /** Sends a head and a whole body. */
  void whole(int status, byte[] bytes) throws IOException {
    if (bytes.length > 0 || (status != 204 && status != 304)) {
      header("content-length", Integer.toString(bytes.length));
    }
    loop.await(() -> {
      writeHead(status);
      return head ? response.end() : response.end(Buffer.buffer(bytes));
    });
  }

  /** Sends the head of an answer whose length is not known yet. */
  void open(int status) throws IOException {
    loop.await(() -> {
      response.setChunked(!head);
      writeHead(status);
      return head ? response.end() : response.writeHead();
    });
  }

  private void writeHead(int status) {
    body.discard();
    response.setStatusCode(status);
    writeHeaders();
  }

  /** Gives the headers to the response; to be called on the event loop. */
  void writeHeaders() {
    headers.forEach(header -> response.headers().add(header.getKey(), header.getValue()));
  }

  /** Sends a piece; returns when it is on its way. */
  void write(byte[] bytes) throws IOException {
    if (head) {
      return;
    }
    onLoop(() -> response.write(Buffer.buffer(bytes)));
  }

  private void onLoop(Supplier<Future<Void>> action) throws IOException {
    loop.await(() ->
        response.closed() || response.ended()
            ? Future.failedFuture("the answer is closed")
            : action.get());
  }

  void end() {
    loop.run(() -> {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    });
  }

  void abort() {
    loop.run(response::reset);
  }

  synchronized boolean isGone() {
    return gone;
  }

  /** Runs an action, on a thread of its own, when the client has gone or the answer is complete. */
  void whenGone(Runnable action) {
    synchronized (this) {
      if (!gone) {
        whenGone.add(action);
        return;
      }
    }
    Thread.startVirtualThread(action);
  }

  /** Treats the client as gone. */
  void leave() {
    List<Runnable> actions;
    synchronized (this) {
      gone = true;
      actions = List.copyOf(whenGone);
      whenGone.clear();
    }
    actions.forEach(Thread::startVirtualThread);
  }
}
