package dev.cairn.http;

import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request and the way to answer it; exactly one of the answering methods is called once. */
public interface HttpCall {
  String method();

  /** The path as sent, without the query. */
  String path();

  /** A segment that the route's path names, percent-decoded; {@code *} is the rest, as sent. */
  String segment(String name);

  /** The first value of a query parameter, decoded. */
  @Nullable String query(String name);

  /** All values of a query parameter, decoded. */
  List<String> queries(String name);

  /** The first value of a header. */
  @Nullable String header(String name);

  /** All headers as they came, in order, names as sent. */
  List<java.util.Map.Entry<String, String>> headers();

  /** The address of the client, without port; behind trusted proxies the one they forward for. */
  String peer();

  /**
   * The whole body.
   *
   * @throws dev.cairn.kernel.CairnException TOO_LARGE when it is larger than the listener allows
   */
  byte[] body();

  /** Adds a header to the answer; to be called before answering. */
  HttpCall replyHeader(String name, String value);

  /**
   * Answers with a whole body; an empty content type and an empty body send neither. Larger texts
   * are sent gzipped to clients that accept it. A client that has gone is no error.
   */
  void reply(int status, String contentType, byte[] body);

  /** Answers with JSON text. */
  default void replyJson(int status, String json) {
    reply(status, "application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /**
   * Answers piece by piece; a write waits while the client is slow and throws {@link
   * java.io.IOException} when it has gone; {@code flush} sends what is written at once. The answer
   * is complete once the stream is closed, which the end of the handler does too.
   */
  OutputStream stream(int status, String contentType);

  /** Answers with server-sent events (WHATWG HTML, section 9.2). */
  EventStream events();

  /**
   * Accepts an upgrade to WebSocket (RFC 6455); messages may be as large as a body may be, and
   * permessage-deflate is used when the client offers it.
   *
   * @throws dev.cairn.kernel.CairnException USAGE when the request asks for no such upgrade
   */
  WebSocketConnection upgrade();

  /** Breaks the connection off where it stands, without ending the answer. */
  void abort();
}
