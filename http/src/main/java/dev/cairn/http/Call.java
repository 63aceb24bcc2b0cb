package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a listener. */
final class Call implements HttpCall {
  private final HttpServerRequest request;
  private final Loop loop;
  private final String peer;
  private final Query query;
  private final RequestBody body;
  private final Answer answer;
  private Map<String, String> segments = Map.of();
  private @Nullable AutoCloseable open;

  /** To be made on the event loop of a paused request. */
  Call(HttpServerRequest request, Loop loop, String peer, int maxBody) {
    this.request = request;
    this.loop = loop;
    this.peer = peer;
    query = Query.parse(request.query());
    body = new RequestBody(request, loop, maxBody);
    answer = new Answer(request, body, loop);
  }

  Call routed(Map<String, String> named) {
    segments = named;
    return this;
  }

  Answer answer() {
    return answer;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String path() {
    String path = request.path();
    return path == null ? "" : path;
  }

  @Override
  public String segment(String name) {
    String value = segments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route of " + path() + " names no {" + name + "}");
    }
    return value;
  }

  @Override
  public @Nullable String query(String name) {
    List<String> values = query.all(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public List<String> queries(String name) {
    return query.all(name);
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return request.headers().entries();
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public byte[] body() {
    try {
      return body.read();
    } catch (IOException gone) {
      throw new ClientGone(gone);
    }
  }

  @Override
  public HttpCall replyHeader(String name, String value) {
    answer.header(name, value);
    return this;
  }

  @Override
  public void reply(int status, String contentType, byte[] bytes) {
    begin(contentType);
    boolean suits = Gzip.suits(contentType, bytes.length) && !answer.hasHeader("content-encoding");
    if (suits) {
      answer.header("vary", "accept-encoding");
    }
    boolean zipped = suits && Gzip.accepted(header("accept-encoding"));
    if (zipped) {
      answer.header("content-encoding", "gzip");
    }
    try {
      answer.whole(status, zipped ? Gzip.compress(bytes) : bytes);
    } catch (IOException gone) {
      answer.leave();
    }
  }

  @Override
  public OutputStream stream(int status, String contentType) {
    begin(contentType);
    ReplyStream stream = new ReplyStream(answer, status);
    open = stream;
    return stream;
  }

  @Override
  public EventStream events() {
    begin("text/event-stream");
    answer.header("cache-control", "no-cache");
    ServerSentEvents events = new ServerSentEvents(answer);
    open = events;
    try {
      answer.open(200);
    } catch (IOException gone) {
      answer.leave();
    }
    return events;
  }

  @Override
  public WebSocketConnection upgrade() {
    if (!request.canUpgradeToWebSocket()) {
      String message = method() + " " + path() + " is answered as a WebSocket only";
      throw new CairnException(ErrorCode.USAGE, message);
    }
    answer.begin();
    try {
      WebSocketMessages messages = loop.await(this::handshake);
      open = messages;
      return messages;
    } catch (IOException refused) {
      throw new ClientGone(refused);
    }
  }

  private Future<WebSocketMessages> handshake() {
    answer.writeHeaders();
    return request.toWebSocket().map(this::connected);
  }

  private WebSocketMessages connected(ServerWebSocket socket) {
    return new WebSocketMessages(socket, loop);
  }

  private void begin(String contentType) {
    answer.begin();
    if (!contentType.isEmpty()) {
      answer.header("content-type", contentType);
    }
  }

  @Override
  public void abort() {
    answer.abort();
  }

  /** Completes what the handler left open. */
  void finish() throws Exception {
    if (open != null) {
      open.close();
    }
  }

  /** Ends streams that have no end of their own. */
  void interrupt() {
    if (open instanceof EventStream events) {
      events.close();
    } else if (open instanceof WebSocketConnection socket) {
      socket.close();
    }
  }
}
