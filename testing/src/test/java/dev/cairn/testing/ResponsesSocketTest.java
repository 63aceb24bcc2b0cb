package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResponsesSocketTest {
  /** Whole text messages as they come. */
  private static final class Messages implements WebSocket.Listener {
    private final LinkedBlockingQueue<JsonNode> queue = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        queue.add(Json.tree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private JsonNode until(String type) throws InterruptedException {
      for (int i = 0; i < 100; i++) {
        JsonNode message = queue.poll(5, TimeUnit.SECONDS);
        if (message != null && message.path("type").asString("").equals(type)) {
          return message;
        }
      }
      throw new AssertionError("no " + type + " came");
    }
  }

  private static final String FIRST =
      """
      {"type":"response.create","model":"gpt-5.2-codex","tools":[{"type":"function","name":"exec_command"}],
       "generate":%s,"previous_response_id":"%s","input":[%s]}\
      """;
  private static final String WORDS =
      "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"run the"
          + " greeting\"}]}";

  @Test
  void create_warmUpThenTurnThenResult_followsThePreviousResponse() throws Exception {
    Messages messages = new Messages();
    try (Staged staged = new Staged(Scripts.toolCall());
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("ws://" + staged.model.address() + "/v1/responses");
      WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, messages).join();
      socket.sendText(FIRST.formatted(false, "", ""), true).join();
      JsonNode warm = messages.until("response.completed").path("response");
      assertThat(warm.path("output").isEmpty()).isTrue();
      socket.sendText(FIRST.formatted(true, warm.path("id").asString(), WORDS), true).join();
      JsonNode call = messages.until("response.completed").path("response");
      assertThat(call.at("/output/2/name").asString()).isEqualTo("exec_command");
      String result =
          "{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"the trail goes on\"}"
              .formatted(call.at("/output/2/call_id").asString());
      socket.sendText(FIRST.formatted(true, call.path("id").asString(), result), true).join();
      JsonNode answer = messages.until("response.completed").path("response");
      assertThat(answer.at("/output/0/content/0/text").asString())
          .isEqualTo(Scripts.TOOL_CALL_ANSWER);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  @Test
  void fail_isAnErrorMessage() throws Exception {
    Messages messages = new Messages();
    try (Staged staged = Staged.saying(Turn.of(Step.Fail.rateLimited(3)));
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("ws://" + staged.model.address() + "/v1/responses");
      WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, messages).join();
      socket.sendText(FIRST.formatted(true, "", WORDS), true).join();
      JsonNode error = messages.until("error");
      assertThat(error.path("status").asInt()).isEqualTo(429);
      assertThat(error.at("/headers/retry-after").asString()).isEqualTo("3");
      socket.abort();
    }
  }
}
