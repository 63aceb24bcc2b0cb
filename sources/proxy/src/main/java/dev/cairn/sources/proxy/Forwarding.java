package dev.cairn.sources.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request's way to its upstream and the response's way back: bytes pass as they arrive and
 * unchanged, each side is read only as fast as the other takes it, and the end of one is the end of
 * the other. Used on one event loop.
 */
final class Forwarding implements EventLoop.Open {
  private final ProxyLoop loop;

  /** How long pieces that came before the end of a connection may take to be handed over. */
  private static final Duration LAST_PIECES = Duration.ofMillis(20);

  private final HttpServerRequest client;
  private final HttpServerResponse reply;
  private final Upstream upstream;
  private final String target;
  private final Exchange exchange;
  private final long start = System.nanoTime();
  private final Gate requestGate;
  private long lastByte = start;
  private long requestBytes;
  private long responseLength = -1;
  private long responseBytes;
  private boolean upstreamClosed;
  private @Nullable HttpClientRequest forwarded;
  private boolean requestEnded;
  private boolean replied;
  private boolean done;

  Forwarding(
      ProxyLoop loop,
      HttpServerRequest client,
      Upstream upstream,
      String target,
      Exchange exchange) {
    this.loop = loop;
    this.client = client;
    this.reply = client.response();
    this.upstream = upstream;
    this.target = target;
    this.exchange = exchange;
    this.requestGate = new Gate(client);
  }

  void begin() {
    client.pause();
    loop.events().opened(this);
    reply.closeHandler(_ -> clientGone());
    reply.exceptionHandler(_ -> clientGone());
    client.exceptionHandler(_ -> clientGone());
    var _ =
        loop.clients()
            .client(upstream)
            .request(loop.options(upstream, client.method(), target))
            .onSuccess(this::connected)
            .onFailure(failure -> failed("connect " + upstream.authority(), failure));
  }

  /** Passes on the answer to a request that was sent already and has no body. */
  void answeredAlready(@Nullable HttpClientRequest request, HttpClientResponse response) {
    forwarded = request;
    loop.events().opened(this);
    reply.closeHandler(_ -> clientGone());
    reply.exceptionHandler(_ -> clientGone());
    exchange.requestComplete();
    requestEnded = true;
    answered(response);
    client.resume();
  }

  private void connected(HttpClientRequest request) {
    if (done) {
      request.reset();
      return;
    }
    forwarded = request;
    copyRequestHead(request);
    request.exceptionHandler(failure -> failed("send to " + upstream.authority(), failure));
    var _ =
        request
            .response()
            .onSuccess(this::answered)
            .onFailure(failure -> failed("answer of " + upstream.authority(), failure));
    String length = client.getHeader(HttpHeaders.CONTENT_LENGTH);
    long expected = length == null ? -1 : Long.parseLong(length);
    if (expected > loop.config().limits().requestBody()) {
      tooLarge();
      return;
    }
    if (client.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      reply.writeContinue();
    }
    sendBody(request, expected);
  }

  private void copyRequestHead(HttpClientRequest request) {
    MultiMap headers = client.headers();
    HopByHop hopByHop = HopByHop.of(headers.getAll(HttpHeaders.CONNECTION));
    boolean host = false;
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey();
      if (name.equalsIgnoreCase("host")) {
        request.headers().add(name, upstream.authority());
        host = true;
      } else if (!name.equalsIgnoreCase("expect") && hopByHop.passes(header)) {
        request.headers().add(name, header.getValue());
      }
    }
    if (!host && request.version() != HttpVersion.HTTP_2) {
      request.headers().add(HttpHeaders.HOST, upstream.authority());
    }
  }

  private void sendBody(HttpClientRequest request, long expected) {
    boolean chunked = client.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    boolean http2 = client.version() == HttpVersion.HTTP_2;
    boolean none = expected < 0 && !chunked && (!http2 || client.isEnded());
    if (expected < 0 && !none) {
      request.setChunked(true);
    }
    client.handler(buffer -> requestPiece(request, buffer, expected));
    client.endHandler(_ -> requestEnd(request));
    if (client.isEnded()) {
      requestEnd(request);
    }
    client.resume();
  }

  private void requestPiece(HttpClientRequest request, Buffer buffer, long expected) {
    if (done) {
      return;
    }
    lastByte = System.nanoTime();
    requestBytes += buffer.length();
    if (requestBytes > loop.config().limits().requestBody()) {
      tooLarge();
      return;
    }
    exchange.requestBytes(buffer.getBytes());
    if (requestBytes == expected) {
      exchange.requestComplete();
      requestEnded = true;
      request.end(buffer);
      return;
    }
    request.write(buffer);
    if (request.writeQueueFull()) {
      requestGate.hold(Gate.Reason.SLOW_READER);
      request.drainHandler(_ -> requestGate.release(Gate.Reason.SLOW_READER));
    }
    holdForRecording(requestGate);
  }

  private void requestEnd(HttpClientRequest request) {
    if (done) {
      return;
    }
    exchange.requestComplete();
    if (!requestEnded) {
      requestEnded = true;
      request.end();
    }
  }

  private void answered(HttpClientResponse response) {
    if (done) {
      return;
    }
    lastByte = System.nanoTime();
    if (response.statusCode() < 200) {
      interim(response);
      return;
    }
    exchange.responseHead(response.statusCode(), response.headers());
    copyResponseHead(response);
    Gate gate = new Gate(response);
    response.handler(buffer -> responsePiece(gate, buffer));
    response.exceptionHandler(_ -> closed(gate));
    response.endHandler(_ -> responseEnd(response));
    // A small body comes at once and goes out together with the head; else the head goes alone.
    loop.events().soon(this::writeHead);
  }

  /** What only announces an answer, or changes a protocol that was not to be changed. */
  private void interim(HttpClientResponse response) {
    String error =
        "answer of "
            + upstream.authority()
            + ": status "
            + response.statusCode()
            + " is not that of an answer";
    answer(ErrorReply.of(502, "upstream_failed", error), error);
    resetUpstream();
  }

  private void writeHead() {
    if (!done && !reply.headWritten() && responseLength != 0) {
      reply.writeHead();
    }
  }

  private void copyResponseHead(HttpClientResponse response) {
    reply.setStatusCode(response.statusCode());
    String reason = response.statusMessage();
    if (reason != null && !reason.equals(reply.getStatusMessage())) {
      reply.setStatusMessage(reason);
    }
    MultiMap headers = response.headers();
    HopByHop hopByHop = HopByHop.of(headers.getAll(HttpHeaders.CONNECTION));
    for (Map.Entry<String, String> header : headers) {
      if (hopByHop.passes(header)) {
        reply.headers().add(header.getKey(), header.getValue());
      }
    }
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      responseLength = bodiless(response) ? 0 : Long.parseLong(length);
    } else if (bodiless(response)) {
      responseLength = 0;
      // Vert.x leaves this header out again, and then adds no length of its own.
      reply.setChunked(response.statusCode() != 204);
    } else if (client.version() == HttpVersion.HTTP_1_1) {
      reply.setChunked(true);
    } else if (client.version() == HttpVersion.HTTP_1_0) {
      reply.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private boolean bodiless(HttpClientResponse response) {
    int status = response.statusCode();
    return client.method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
  }

  private void responsePiece(Gate gate, Buffer buffer) {
    if (done) {
      return;
    }
    lastByte = System.nanoTime();
    responseBytes += buffer.length();
    // Writing gives the buffer away; the agent comes first, so the copy is looked at afterwards.
    byte[] copy = buffer.getBytes();
    if (responseBytes == responseLength) {
      replied = true;
      reply.end(buffer);
    } else {
      reply.write(buffer);
      if (reply.writeQueueFull() && !upstreamClosed) {
        gate.hold(Gate.Reason.SLOW_READER);
        reply.drainHandler(_ -> gate.release(Gate.Reason.SLOW_READER));
      }
    }
    exchange.responseBytes(copy);
    holdForRecording(gate);
  }

  private void holdForRecording(Gate gate) {
    if (!upstreamClosed && exchange.crowded() && !gate.holds(Gate.Reason.RECORDING)) {
      gate.hold(Gate.Reason.RECORDING);
      loop.whenRoom(() -> gate.release(Gate.Reason.RECORDING));
    }
  }

  private void responseEnd(HttpClientResponse response) {
    if (done) {
      return;
    }
    response
        .trailers()
        .forEach(trailer -> reply.trailers().add(trailer.getKey(), trailer.getValue()));
    finish(null);
    if (!reply.ended()) {
      reply.end();
    }
    if (!requestEnded) {
      resetUpstream();
    }
  }

  /** The connection is gone, but what came before its end may still wait behind the gate. */
  private void closed(Gate gate) {
    upstreamClosed = true;
    long before = responseBytes;
    gate.open();
    loop.events()
        .after(
            LAST_PIECES,
            () -> {
              if (responseBytes > before) {
                closed(gate);
              } else {
                brokenOff();
              }
            });
  }

  /** The upstream cut the response: the client must see that it is not whole. */
  private void brokenOff() {
    if (!done) {
      finish("aborted");
      reply.reset();
    }
  }

  /** An ended reply closes its HTTP/2 stream at once, which is no loss of the client. */
  private void clientGone() {
    if (!done && !replied) {
      finish("client_aborted");
      resetUpstream();
    }
  }

  private void failed(String what, Throwable failure) {
    if (done) {
      return;
    }
    String error = what + ": " + Failures.reason(failure);
    if (reply.headWritten()) {
      finish("aborted");
      reply.reset();
    } else if (Failures.isTimeout(failure)) {
      answer(ErrorReply.of(504, "upstream_timeout", error), error);
    } else {
      answer(ErrorReply.of(502, "upstream_failed", error), error);
    }
  }

  private void tooLarge() {
    long most = loop.config().limits().requestBody();
    String message = "the request body is larger than proxy.max_request_body, " + most + " bytes";
    answer(ErrorReply.of(413, "request_too_large", message), message);
    resetUpstream();
  }

  private void answer(ErrorReply error, String recorded) {
    if (reply.headWritten()) {
      finish(recorded);
      reply.reset();
      return;
    }
    exchange.responseHead(error.status(), error.headers());
    exchange.responseBytes(error.body());
    finish(recorded);
    loop.reply(client, error);
  }

  private void resetUpstream() {
    if (forwarded != null) {
      forwarded.reset();
    }
  }

  private void finish(@Nullable String error) {
    done = true;
    exchange.finish(error);
    loop.events().closed(this);
    requestGate.open();
  }

  @Override
  public void checkTime(long now) {
    Timeouts timeouts = loop.config().timeouts();
    long overall = timeouts.overall().toNanos();
    long idle = timeouts.idle().toNanos();
    if (idle > 0 && now - lastByte > idle) {
      timedOut("no byte passed for " + timeouts.idle().toMillis() + " ms");
    } else if (overall > 0 && now - start > overall) {
      timedOut("it took longer than " + timeouts.overall().toMillis() + " ms");
    }
  }

  private void timedOut(String why) {
    String error = "timeout: " + why;
    answer(ErrorReply.of(504, "upstream_timeout", upstream.authority() + ": " + why), error);
    resetUpstream();
  }

  @Override
  public void interrupt() {
    if (!done) {
      finish("interrupted");
      resetUpstream();
      reply.reset();
    }
  }
}
