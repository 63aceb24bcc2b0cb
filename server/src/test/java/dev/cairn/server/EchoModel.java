package dev.cairn.server;

import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.http.Route;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Lifecycle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that answers every request to {@code /v1/messages} with one short message. */
final class EchoModel implements AutoCloseable {
  private final AtomicInteger answered = new AtomicInteger();
  private final HttpListener listener;
  private final Lifecycle lifecycle;

  EchoModel() {
    EventLoops loops = new EventLoops();
    Route messages = Route.post("/v1/messages", call -> call.replyJson(200, message()));
    listener =
        new HttpListener(
            loops, HttpConfig.DEFAULT.at(new HostPort("127.0.0.1", 0)), List.of(messages));
    lifecycle = new Lifecycle(List.of(loops, listener));
    lifecycle.start();
  }

  private String message() {
    return """
    {"id": "msg_%d", "type": "message", "role": "assistant", "model": "claude-test",
     "content": [{"type": "text", "text": "Hello."}], "stop_reason": "end_turn",
     "usage": {"input_tokens": 11, "output_tokens": 3}}\
    """
        .formatted(answered.incrementAndGet());
  }

  String url() {
    return "http://" + listener.address();
  }

  static String request(String words) {
    return """
    {"model": "claude-test", "max_tokens": 99,
     "metadata": {"user_id": "{\\"session_id\\":\\"11111111-2222-4333-8444-555555555555\\"}"},
     "messages": [{"role": "user", "content": "%s"}]}\
    """
        .formatted(words);
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
