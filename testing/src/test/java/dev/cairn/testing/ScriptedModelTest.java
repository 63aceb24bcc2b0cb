package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScriptedModelTest {
  private static final String MESSAGES =
      """
      {"model":"claude-opus-5-5","stream":%s,"max_tokens":9,"tools":[{"name":"Bash"}],
       "messages":[{"role":"user","content":"run the greeting"}]}\
      """;
  private static final String RESPONSES =
      """
      {"model":"gpt-5.2","stream":%s,"tools":[{"type":"function","name":"exec_command"}],
       "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"run the greeting"}]}]}\
      """;
  private static final String CHAT =
      """
      {"model":"gpt-5.2","stream":%s,"tools":[{"type":"function","function":{"name":"shell"}}],
       "stream_options":{"include_usage":%s},
       "messages":[{"role":"user","content":"run the greeting"}]}\
      """;

  private static String types(String stream) {
    return SseData.of(stream).stream()
        .map(event -> event.path("type").asString(""))
        .collect(Collectors.joining(" "))
        .replaceAll("(\\S+_delta|\\S+\\.delta)( \\1)+", "$1");
  }

  @Test
  void messages_streamed_haveTheExactSequence() throws Exception {
    try (Staged staged = new Staged(Scripts.toolCall())) {
      var answer = staged.post("/v1/messages?beta=true", MESSAGES.formatted(true));
      assertThat(types(answer.body()).replaceAll("(content_block_delta )+", "content_block_delta "))
          .isEqualTo(
              "message_start content_block_start ping content_block_delta content_block_stop"
                  + " content_block_start content_block_delta content_block_stop"
                  + " content_block_start content_block_delta content_block_stop"
                  + " message_delta message_stop");
      assertThat(answer.body()).startsWith("event: message_start\ndata: {\"type\"");
      assertThat(answer.headers().firstValue("request-id")).contains(staged.sent().requestId());
      JsonNode usage = SseData.of(answer.body()).getFirst().path("message").path("usage");
      assertThat(usage.toString())
          .isEqualTo(
              "{\"input_tokens\":3,\"cache_creation_input_tokens\":365,"
                  + "\"cache_read_input_tokens\":1200,\"cache_creation\":{"
                  + "\"ephemeral_5m_input_tokens\":340,\"ephemeral_1h_input_tokens\":25},"
                  + "\"output_tokens\":1,\"service_tier\":\"standard\"}");
    }
  }

  @Test
  void sent_remembersWhatWasOnTheWire() throws Exception {
    try (Staged staged = new Staged(Scripts.toolCall())) {
      var answer = staged.post("/v1/messages", MESSAGES.formatted(false));
      JsonNode message = Json.tree(answer.body());
      Sent sent = staged.sent();
      assertThat(sent.messageId()).isEqualTo(message.path("id").asString());
      assertThat(sent.text()).isEqualTo("I run the greeting.");
      assertThat(sent.thinking()).isEqualTo("A greeting is wanted. One command does it.");
      assertThat(sent.tokens()).isEqualTo(new Tokens(3, 1200, 340, 25, 61, 11));
      assertThat(sent.toolCalls())
          .containsExactly(
              new Sent.ToolCall(
                  message.path("content").path(2).path("id").asString(),
                  "Bash",
                  "{\"command\":\"echo the trail goes on\",\"description\":\"Prints the greeting\"}"));
      assertThat(sent.complete()).isTrue();
      assertThat(message.path("stop_reason").asString()).isEqualTo("tool_use");
    }
  }

  @Test
  void script_toolResultInHistory_playsTheNextTurn() throws Exception {
    String second =
        """
        {"model":"m","tools":[{"name":"Bash"}],"messages":[{"role":"user","content":"run the greeting"},
         {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Bash","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}]}\
        """;
    try (Staged staged = new Staged(Scripts.toolCall())) {
      assertThat(staged.post("/v1/messages", second).body()).contains(Scripts.TOOL_CALL_ANSWER);
    }
  }

  @Test
  void messages_displayOmitted_signsWithoutTellingTheThinking() throws Exception {
    String body =
        MESSAGES
            .formatted(false)
            .replace("\"max_tokens\"", "\"thinking\":{\"display\":\"omitted\"},\"max_tokens\"");
    try (Staged staged = new Staged(Scripts.toolCall())) {
      JsonNode block = Json.tree(staged.post("/v1/messages", body).body()).path("content").path(0);
      assertThat(block.path("thinking").asString()).isEmpty();
      assertThat(block.path("signature").asString()).isNotEmpty();
    }
  }

  @Test
  void responses_streamed_haveTheExactSequence() throws Exception {
    try (Staged staged = new Staged(Scripts.toolCall())) {
      String stream = staged.post("/v1/responses", RESPONSES.formatted(true)).body();
      assertThat(types(stream).replace("response.", ""))
          .isEqualTo(
              "created in_progress"
                  + " output_item.added reasoning_summary_part.added"
                  + " reasoning_summary_text.delta reasoning_summary_text.done"
                  + " reasoning_summary_part.done output_item.done"
                  + " output_item.added content_part.added output_text.delta output_text.done"
                  + " content_part.done output_item.done"
                  + " output_item.added function_call_arguments.delta"
                  + " function_call_arguments.done output_item.done completed");
      JsonNode last = SseData.of(stream).getLast().path("response");
      assertThat(last.path("usage").path("input_tokens").asInt()).isEqualTo(1568);
      assertThat(last.path("usage").path("input_tokens_details").path("cached_tokens").asInt())
          .isEqualTo(1200);
      assertThat(last.path("output").path(2).path("arguments").asString())
          .isEqualTo("{\"cmd\":\"echo the trail goes on\"}");
      String whole = staged.post("/v1/responses", RESPONSES.formatted(false)).body();
      assertThat(Json.tree(whole).path("output").size()).isEqualTo(3);
    }
  }

  @Test
  void chat_streamed_tellsUsageOnlyWhenAsked() throws Exception {
    try (Staged staged = new Staged(Scripts.toolCall())) {
      String with = staged.post("/v1/chat/completions", CHAT.formatted(true, true)).body();
      assertThat(with).endsWith("data: [DONE]\n\n").doesNotContain("event:");
      JsonNode last = SseData.of(with).getLast();
      assertThat(last.path("choices").isEmpty()).isTrue();
      assertThat(last.path("usage").path("completion_tokens").asInt()).isEqualTo(61);
      String without = staged.post("/v1/chat/completions", CHAT.formatted(true, false)).body();
      assertThat(without).doesNotContain("usage").contains("\"finish_reason\":\"tool_calls\"");
      JsonNode whole =
          Json.tree(staged.post("/v1/chat/completions", CHAT.formatted(false, false)).body());
      assertThat(whole.at("/choices/0/message/tool_calls/0/function/arguments").asString())
          .isEqualTo("{\"command\":[\"bash\",\"-lc\",\"echo the trail goes on\"]}");
    }
  }

  @Test
  void turn_withoutSteps_isABilledReplyWithoutContent() throws Exception {
    try (Staged staged = Staged.saying(Turn.of().costing(Tokens.of(5, 2)))) {
      JsonNode message = Json.tree(staged.post("/v1/messages", MESSAGES.formatted(false)).body());
      assertThat(message.path("content").isEmpty()).isTrue();
      assertThat(message.at("/usage/output_tokens").asInt()).isEqualTo(2);
      assertThat(types(staged.post("/v1/messages", MESSAGES.formatted(true)).body()))
          .isEqualTo("message_start message_delta message_stop");
    }
  }

  @Test
  void fail_rateLimited_answersInTheDialectOfEach() throws Exception {
    try (Staged staged = Staged.saying(Turn.of(Step.Fail.rateLimited(7)))) {
      var messages = staged.post("/v1/messages", MESSAGES.formatted(true));
      assertThat(messages.statusCode()).isEqualTo(429);
      assertThat(messages.headers().firstValue("retry-after")).contains("7");
      assertThat(messages.body())
          .isEqualTo(
              "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"This"
                  + " request would exceed the rate limit.\"},\"request_id\":\""
                  + staged.sent().requestId()
                  + "\"}");
      assertThat(staged.sent().status()).isEqualTo(429);
      assertThat(staged.post("/v1/responses", RESPONSES.formatted(true)).body())
          .startsWith("{\"error\":{\"message\":\"This request");
    }
  }

  @Test
  void failingFirst_thenAnswers() throws Exception {
    Script script = Scripts.toolCall().failingFirst(2, Step.Fail.overloaded());
    try (Staged staged = new Staged(script)) {
      for (int status : new int[] {529, 529, 200}) {
        assertThat(staged.post("/v1/messages", MESSAGES.formatted(false)).statusCode())
            .isEqualTo(status);
      }
    }
  }

  @Test
  void errorEvent_midStream_endsIt() throws Exception {
    Turn turn =
        Turn.of(new Step.Say("so far"), new Step.ErrorEvent("overloaded_error", "Overloaded"));
    try (Staged staged = Staged.saying(turn)) {
      assertThat(staged.post("/v1/messages", MESSAGES.formatted(true)).body())
          .endsWith(
              "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                  + "\"message\":\"Overloaded\"}}\n\n")
          .doesNotContain("message_stop");
      assertThat(staged.sent().complete()).isFalse();
      assertThat(types(staged.post("/v1/responses", RESPONSES.formatted(true)).body()))
          .endsWith("response.failed");
    }
  }

  @Test
  void cut_midStream_breaksTheConnection() throws Exception {
    Turn turn = Turn.of(new Step.Say("so far"), new Step.Cut(), new Step.Say("never"));
    try (Staged staged = Staged.saying(turn)) {
      for (boolean stream : new boolean[] {true, false}) {
        assertThatThrownBy(() -> staged.post("/v1/messages", MESSAGES.formatted(stream)))
            .isInstanceOf(IOException.class);
        assertThat(staged.sent().complete()).isFalse();
      }
    }
  }

  @Test
  void raw_midStream_isSentAsItIs() throws Exception {
    Turn turn = Turn.of(new Step.Raw("data: {\"broken\n\n"), new Step.Say("on"));
    try (Staged staged = Staged.saying(turn)) {
      assertThat(staged.post("/v1/messages", MESSAGES.formatted(true)).body())
          .contains("\n\ndata: {\"broken\n\n", "message_stop");
      assertThat(staged.post("/v1/messages", MESSAGES.formatted(false)).body())
          .isEqualTo("data: {\"broken\n\n");
    }
  }

  @Test
  void silence_andPace_takeTheirTime() throws Exception {
    Turn turn = Turn.of(new Step.Silence(Duration.ofMillis(120)), new Step.Say("late"));
    try (Staged staged = Staged.saying(turn.paced(Duration.ofMillis(10)))) {
      long start = System.nanoTime();
      staged.post("/v1/messages", MESSAGES.formatted(true));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(180));
    }
  }

  @Test
  void gzipped_wholeAndStream_unpackToTheSame() throws Exception {
    try (Staged staged = Staged.saying(Turn.of(new Step.Say("packed words")).gzipped())) {
      for (boolean stream : new boolean[] {true, false}) {
        var answer =
            staged.post(
                "/v1/messages",
                MESSAGES.formatted(stream),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .contains("packed words");
        }
      }
    }
  }

  @Test
  void sideCalls_areAnsweredSensibly() throws Exception {
    String title =
        """
        {"model":"claude-haiku-4-5","messages":[{"role":"user","content":"run the greeting"}],
         "output_config":{"format":{"type":"json_schema","schema":{"type":"object",
          "properties":{"title":{"type":"string"},"good":{"type":"boolean"}}}}}}\
        """;
    String noTools =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"run the greeting\"}]}";
    try (Staged staged = new Staged(Scripts.toolCall())) {
      JsonNode answer = Json.tree(staged.post("/v1/messages", title).body());
      assertThat(answer.at("/content/0/text").asString())
          .isEqualTo("{\"title\":\"Scripted work\",\"good\":false}");
      assertThat(staged.post("/v1/messages", noTools).body()).contains("Scripted work");
      assertThat(staged.post("/v1/messages/count_tokens", noTools).body())
          .isEqualTo("{\"input_tokens\":" + (noTools.length() / 4 + 1) + "}");
      assertThat(staged.get("/v1/models?limit=1000").body()).contains("\"id\":\"claude-opus-5-5\"");
      assertThat(staged.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void malformedRequest_answers400InTheDialect() throws Exception {
    try (Staged staged = new Staged(Scripts.toolCall())) {
      var answer = staged.post("/v1/messages", "{\"model\":");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_request_error");
      assertThat(List.copyOf(staged.model.sent())).isEmpty();
    }
  }

  @Test
  void ids_sameScriptTwice_areTheSame() throws Exception {
    String first;
    try (Staged staged = new Staged(Scripts.toolCall())) {
      first = staged.post("/v1/messages", MESSAGES.formatted(true)).body();
    }
    try (Staged staged = new Staged(Scripts.toolCall())) {
      assertThat(staged.post("/v1/messages", MESSAGES.formatted(true)).body()).isEqualTo(first);
    }
  }
}
