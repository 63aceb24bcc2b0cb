package dev.cairn.sources.proxy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The recording of one WebSocket: an exchange for each message of the client that asks for a
 * response, with the upstream's messages up to the end of that response. Used on one event loop.
 */
final class WebSocketRecording {
  private static final Set<String> ENDS =
      Set.of("response.completed", "response.failed", "response.incomplete", "error");
  private static final String ASKS = "response.create";
  private static final int LONGEST = 16 << 20;

  private final Recorder recorder;
  private final Opening opening;
  private final Iterable<Map.Entry<String, String>> upgraded;
  private final WebSocketFrames client;
  private final WebSocketFrames upstream;
  private final Deque<Answered> asked = new ArrayDeque<>();
  private @Nullable Answered unasked;
  private boolean told;

  /** An exchange and what masks its events. */
  private record Answered(Exchange exchange, Secrets.Events events) {
    void close(@Nullable String error) {
      events.end();
      exchange.finish(error);
    }
  }

  /**
   * @param upgraded the headers with which the upstream agreed
   */
  WebSocketRecording(
      Recorder recorder, Opening opening, Iterable<Map.Entry<String, String>> upgraded) {
    this.recorder = recorder;
    this.opening = opening;
    this.upgraded = upgraded;
    String extensions = Opening.header(upgraded, "sec-websocket-extensions");
    String agreed = extensions == null ? "" : extensions.toLowerCase(Locale.ROOT);
    boolean deflate = agreed.contains("permessage-deflate");
    int longest = (int) Math.min(recorder.limits().recordedBody(), LONGEST);
    this.client =
        new WebSocketFrames(
            deflate,
            agreed.contains("client_no_context_takeover"),
            longest,
            recorder.buffer(),
            this::asked);
    this.upstream =
        new WebSocketFrames(
            deflate,
            agreed.contains("server_no_context_takeover"),
            longest,
            recorder.buffer(),
            this::answered);
  }

  void fromClient(byte[] bytes) {
    client.accept(bytes);
    tellWhenBroken();
  }

  void fromUpstream(byte[] bytes) {
    upstream.accept(bytes);
    tellWhenBroken();
  }

  /** What follows passes unread; that it is missing is told once, at the exchange it began in. */
  private void tellWhenBroken() {
    if (told || !(client.broken() || upstream.broken())) {
      return;
    }
    told = true;
    Answered open = asked.peekFirst();
    if (open == null) {
      open = unasked == null ? open(new byte[0], 0, false) : unasked;
      unasked = open;
    }
    open.exchange.lost();
    recorder.queue().lost(open.exchange, "a frame of the WebSocket cannot be read");
  }

  /** The connection has ended; what is open ends with it. */
  void end(String error) {
    client.close();
    upstream.close();
    closeUnasked();
    asked.forEach(open -> open.close(error));
    asked.clear();
  }

  private void asked(byte[] payload, int length, boolean cut) {
    closeUnasked();
    Answered exchange = open(payload, length, cut);
    String type = EventType.of(payload, length);
    if (type == null || type.equals(ASKS)) {
      asked.add(exchange);
    } else {
      exchange.close(null);
    }
  }

  private Answered open(byte[] payload, int length, boolean cut) {
    Exchange exchange = new Exchange(recorder, opening);
    exchange.requestBytes(Arrays.copyOf(payload, length));
    if (cut) {
      exchange.requestCut();
    }
    exchange.requestComplete();
    exchange.responseHead(101, upgraded);
    return new Answered(exchange, recorder.secrets().masking(exchange::event));
  }

  private void answered(byte[] payload, int length, boolean cut) {
    Answered open = asked.peekFirst();
    if (open == null) {
      open = unasked == null ? open(new byte[0], 0, false) : unasked;
      unasked = open;
    }
    String type = EventType.of(payload, length);
    open.exchange.responsePassed(length);
    open.events.event(type == null ? "message" : type, null, payload, length);
    if (cut) {
      open.exchange.lost();
    }
    if (type != null && ENDS.contains(type) && asked.remove(open)) {
      open.close(null);
    }
  }

  private void closeUnasked() {
    if (unasked != null) {
      unasked.close(null);
      unasked = null;
    }
  }
}
