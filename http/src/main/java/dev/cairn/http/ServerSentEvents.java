package dev.cairn.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events over one answer. */
final class ServerSentEvents implements EventStream {
  private final Answer answer;

  ServerSentEvents(Answer answer) {
    this.answer = answer;
  }

  @Override
  public void send(@Nullable String event, String data) throws IOException {
    StringBuilder text = new StringBuilder(data.length() + 64);
    if (event != null) {
      text.append("event: ").append(event).append('\n');
    }
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      text.append("data: \n");
    }
    sendRaw(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void sendRaw(byte[] bytes) throws IOException {
    answer.write(bytes);
  }

  @Override
  public boolean isClosed() {
    return answer.isGone();
  }

  @Override
  public void onClose(Runnable action) {
    answer.whenGone(action);
  }

  @Override
  public void close() {
    answer.end();
    answer.leave();
  }
}
