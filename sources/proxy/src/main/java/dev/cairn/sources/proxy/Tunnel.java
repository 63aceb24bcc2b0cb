package dev.cairn.sources.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket through the proxy: the upgrade passes unchanged, then raw bytes both ways, while a
 * copy of them is read frame by frame. Used on one event loop.
 */
final class Tunnel implements EventLoop.Open {
  private final ProxyLoop loop;
  private final HttpServerRequest client;
  private final HttpServerResponse reply;
  private final Upstream upstream;
  private final String target;
  private final RunContext context;
  private final Opening opening;
  private final long start = System.nanoTime();
  private long lastByte = start;
  private @Nullable HttpClientRequest forwarded;
  private @Nullable NetSocket clientSocket;
  private @Nullable NetSocket upstreamSocket;
  private @Nullable WebSocketRecording recording;
  private boolean done;

  Tunnel(
      ProxyLoop loop,
      HttpServerRequest client,
      Upstream upstream,
      String target,
      RunContext context) {
    this.loop = loop;
    this.client = client;
    this.reply = client.response();
    this.upstream = upstream;
    this.target = target;
    this.context = context;
    this.opening = Requests.opening(client, upstream, target, context, true);
  }

  void begin() {
    client.pause();
    loop.events().opened(this);
    reply.closeHandler(_ -> end("client_aborted"));
    reply.exceptionHandler(_ -> end("client_aborted"));
    var _ =
        loop.clients()
            .upgrading(upstream)
            .request(loop.options(upstream, client.method(), target))
            .onSuccess(this::connected)
            .onFailure(failure -> failed("connect " + upstream.authority(), failure));
  }

  private void connected(HttpClientRequest request) {
    if (done) {
      request.reset();
      return;
    }
    forwarded = request;
    request.exceptionHandler(_ -> {});
    for (Map.Entry<String, String> header : client.headers()) {
      boolean host = header.getKey().equalsIgnoreCase("host");
      request.headers().add(header.getKey(), host ? upstream.authority() : header.getValue());
    }
    var _ =
        request
            .connect()
            .onSuccess(this::answered)
            .onFailure(failure -> failed("upgrade at " + upstream.authority(), failure));
  }

  private void answered(HttpClientResponse response) {
    if (done) {
      return;
    }
    lastByte = System.nanoTime();
    if (response.statusCode() != 101) {
      loop.events().closed(this);
      done = true;
      refused(response);
      return;
    }
    reply.setStatusCode(101);
    if (response.statusMessage() != null) {
      reply.setStatusMessage(response.statusMessage());
    }
    copy(response.headers(), reply.headers());
    NetSocket there = response.netSocket();
    there.pause();
    upstreamSocket = there;
    recording = new WebSocketRecording(loop.recorder(), opening, response.headers());
    Future<NetSocket> taken = client.toNetSocket();
    taken.onSuccess(here -> join(here, there)).onFailure(_ -> end("client_aborted"));
  }

  private static void copy(MultiMap from, MultiMap to) {
    from.forEach(header -> to.add(header.getKey(), header.getValue()));
  }

  /** The upstream does not upgrade: its answer passes like any other. */
  private void refused(HttpClientResponse response) {
    Exchange exchange =
        new Exchange(loop.recorder(), Requests.opening(client, upstream, target, context, false));
    new Forwarding(loop, client, upstream, target, exchange).answeredAlready(forwarded, response);
  }

  private void join(NetSocket here, NetSocket there) {
    clientSocket = here;
    WebSocketRecording copies = recording;
    if (copies == null || done) {
      return;
    }
    pass(here, there, copies::fromClient);
    pass(there, here, copies::fromUpstream);
    here.closeHandler(_ -> end("client_aborted"));
    there.closeHandler(_ -> end("aborted"));
    there.resume();
    here.resume();
  }

  /** How a copy of the bytes is looked at. */
  private interface Copy {
    void accept(byte[] bytes);
  }

  private void pass(NetSocket from, NetSocket to, Copy copy) {
    Gate gate = new Gate(from);
    from.exceptionHandler(_ -> {});
    from.handler(buffer -> {
      lastByte = System.nanoTime();
      byte[] bytes = buffer.getBytes();
      forward(gate, to, buffer);
      copy.accept(bytes);
      if (loop.recorder().buffer().full() && !gate.holds(Gate.Reason.RECORDING)) {
        gate.hold(Gate.Reason.RECORDING);
        loop.whenRoom(() -> gate.release(Gate.Reason.RECORDING));
      }
    });
  }

  private static void forward(Gate gate, NetSocket to, Buffer buffer) {
    to.write(buffer);
    if (to.writeQueueFull()) {
      gate.hold(Gate.Reason.SLOW_READER);
      to.drainHandler(_ -> gate.release(Gate.Reason.SLOW_READER));
    }
  }

  private void failed(String what, Throwable failure) {
    if (done) {
      return;
    }
    String error = what + ": " + Failures.reason(failure);
    boolean timeout = Failures.isTimeout(failure);
    answer(
        ErrorReply.of(timeout ? 504 : 502, timeout ? "upstream_timeout" : "upstream_failed", error),
        error);
  }

  private void answer(ErrorReply reply, String error) {
    done = true;
    loop.events().closed(this);
    Exchange exchange =
        new Exchange(loop.recorder(), Requests.opening(client, upstream, target, context, false));
    exchange.responseHead(reply.status(), reply.headers());
    exchange.responseBytes(reply.body());
    exchange.finish(error);
    loop.reply(client, reply);
  }

  private void end(String error) {
    if (done) {
      return;
    }
    done = true;
    loop.events().closed(this);
    if (recording != null) {
      recording.end(error);
    }
    if (upstreamSocket != null) {
      upstreamSocket.close();
    } else if (forwarded != null) {
      forwarded.reset();
    }
    if (clientSocket != null) {
      clientSocket.close();
    }
  }

  @Override
  public void checkTime(long now) {
    Timeouts timeouts = loop.config().timeouts();
    boolean joined = clientSocket != null;
    if (!joined && now - start > timeouts.idle().toNanos() && !timeouts.idle().isZero()) {
      String error = "timeout: no answer to the upgrade";
      answer(ErrorReply.of(504, "upstream_timeout", error), error);
      if (forwarded != null) {
        forwarded.reset();
      }
    }
  }

  @Override
  public void interrupt() {
    end("interrupted");
  }
}
