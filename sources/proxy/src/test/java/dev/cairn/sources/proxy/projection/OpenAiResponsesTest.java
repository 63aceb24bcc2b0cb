package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiResponsesTest {
  private static final String ASKED =
      """
      {"model":"gpt-6","stream":true,"reasoning":{"effort":"low"},"prompt_cache_key":"th1",
       "instructions":"You are an agent.","input":[
        {"type":"message","role":"developer","content":[{"type":"input_text","text":"rules"}]},
        {"type":"message","role":"user","content":[{"type":"input_text","text":"run it"}]},
        {"type":"reasoning","summary":[],"encrypted_content":"gAAA"},
        {"type":"function_call","name":"shell","arguments":"{\\"cmd\\":\\"ls\\"}","call_id":"call_1"},
        {"type":"function_call_output","call_id":"call_1",
         "output":"Exit code: 2\\nWall time: 0.1 s\\nOutput:\\nnope"}]}\
      """;

  private static final String COMPLETED =
      "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"model\":\"gpt-6-x\","
          + "\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":100,"
          + "\"input_tokens_details\":{\"cached_tokens\":64},\"output_tokens\":30,"
          + "\"output_tokens_details\":{\"reasoning_tokens\":20},\"total_tokens\":130}}}";

  @Test
  void stream_itemsDone_areTheReplyWhenTheEndRepeatsNone() {
    Projected projected = Projected.of(streamed(Sample.responses("e1", ASKED)));
    List<Row> reply = projected.reply();
    assertThat(reply)
        .extracting(row -> row.text("part_type"))
        .containsExactly("reasoning", "text", "tool_call", "tool_call");
    assertThat(reply.getFirst().text("content_text")).isEqualTo("Look again");
    assertThat(reply.get(1).text("content_text")).isEqualTo("Trying.");
    assertThat(reply.get(2).text("tool_args")).isEqualTo("\"const x = 1;\"");
    assertThat(reply.get(3).text("tool_name")).isEqualTo("web_search");
    assertThat(reply).extracting(row -> row.text("message_key")).containsOnly("resp_1");
    assertThat(reply.getFirst().text("model")).isEqualTo("gpt-6-x");
    assertThat(reply.getFirst().text("stop_reason")).isEqualTo("completed");
    assertThat(reply.getFirst().text("provider")).isEqualTo("openai");
    assertThat(reply.getLast().text("attributes")).contains("\"finish_reason\":\"stop\"");
  }

  @Test
  void stream_usage_takesCachedTokensOutOfInput() {
    Projected projected = Projected.of(streamed(Sample.responses("e1", ASKED)));
    Usage told = new Usage(36L, 30L, 64L, null, null, 20L);
    assertThat(Usage.of(projected.exchange())).isEqualTo(told);
    assertThat(Usage.of(projected.reply().getFirst())).isEqualTo(told);
  }

  @Test
  void request_newItemsOnly_areRows() {
    Projected projected = Projected.of(streamed(Sample.responses("e1", ASKED)));
    Row result = projected.witnessed().getFirst();
    assertThat(result.text("message_key")).isEqualTo("t-call_1");
    assertThat(result.text("tool_name")).isEqualTo("shell");
    assertThat(result.text("tool_status")).isEqualTo("error");
    assertThat(result.text("session_id")).isEqualTo("th1");
    assertThat(Json.parse(projected.exchange().text("history")).size()).isEqualTo(3);
  }

  private static Sample streamed(Sample sample) {
    return sample
        .header("x-scout-session", "th1")
        .event("{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\"}}")
        .event(
            "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":"
                + "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\","
                + "\"text\":\"Look again\"}]}}")
        .event(
            "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":"
                + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}")
        .event("{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":\"Trying.\"}")
        .event(
            "{\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":"
                + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":"
                + "[{\"type\":\"output_text\",\"text\":\"Trying.\"}]}}")
        .event(
            "{\"type\":\"response.output_item.done\",\"output_index\":2,\"item\":"
                + "{\"type\":\"custom_tool_call\",\"call_id\":\"call_2\",\"name\":\"exec\","
                + "\"input\":\"const x = 1;\"}}")
        .event(
            "{\"type\":\"response.output_item.done\",\"output_index\":3,\"item\":"
                + "{\"type\":\"web_search_call\",\"id\":\"ws_1\",\"status\":\"completed\","
                + "\"action\":{\"type\":\"search\",\"query\":\"q\"}}}")
        .event(COMPLETED);
  }

  @Test
  void stream_cut_keepsTextAndArgumentsThatCame() {
    Sample sample =
        Sample.responses("e1", ASKED)
            .event(
                "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\","
                    + "\"status\":\"in_progress\"}}")
            .event("{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"Ha\"}")
            .event("{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"lf\"}")
            .event(
                "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":"
                    + "{\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":\"\","
                    + "\"call_id\":\"call_9\"}}")
            .event(
                "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,"
                    + "\"delta\":\"{\\\"cm\"}")
            .more("error", "client_aborted");
    List<Row> reply = Projected.of(sample).reply();
    assertThat(reply).extracting(row -> row.text("content_text")).containsExactly("Half", null);
    assertThat(reply.getLast().text("tool_args")).isEqualTo("\"{\\\"cm\"");
    assertThat(reply.getFirst().text("stop_reason")).isEqualTo("error");
  }

  @Test
  void stream_failed_fillsError() {
    Sample sample =
        Sample.responses("e1", ASKED)
            .event(
                "{\"type\":\"response.failed\",\"response\":{\"id\":\"resp_1\","
                    + "\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\","
                    + "\"message\":\"slow down\"},\"output\":[]}}");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("error")).isEqualTo("rate_limit_exceeded: slow down");
    assertThat(projected.reply()).isEmpty();
  }

  @Test
  void stream_incomplete_tellsTheReason() {
    Sample sample =
        Sample.responses("e1", ASKED)
            .event(
                "{\"type\":\"response.incomplete\",\"response\":{\"id\":\"resp_1\","
                    + "\"status\":\"incomplete\",\"incomplete_details\":"
                    + "{\"reason\":\"max_output_tokens\"},\"output\":[{\"type\":\"message\","
                    + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
                    + "\"text\":\"long\"}]}]}}");
    Row reply = Projected.of(sample).reply().getFirst();
    assertThat(reply.text("stop_reason")).isEqualTo("max_output_tokens");
    assertThat(reply.text("attributes")).contains("\"finish_reason\":\"length\"");
  }

  @Test
  void webSocket_incrementalInput_continuesTheResponseBefore() {
    Sample sample =
        Sample.responses(
                "e2",
                "{\"type\":\"response.create\",\"model\":\"gpt-6\",\"prompt_cache_key\":\"th1\","
                    + "\"previous_response_id\":\"resp_0\",\"input\":[{\"type\":\"message\","
                    + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"yes\"}]}]}")
            .method("GET")
            .status(101)
            .more("transport", "websocket");
    Projected projected = Projected.of(streamed(sample));
    Row words = projected.witnessed().getFirst();
    assertThat(words.text("preceding")).isEqualTo("resp_0");
    assertThat(words.text("content_text")).isEqualTo("yes");
    assertThat(projected.exchange().text("history")).isEqualTo("[]");
    assertThat(projected.exchange().text("dialect")).isEqualTo("openai-responses");
    assertThat(projected.exchange().flag("stream")).isTrue();
    assertThat(projected.reply()).hasSize(4);
  }

  @Test
  void webSocket_afterWarmingUp_opensTheConversation() {
    Sample sample =
        Sample.responses(
            "e2",
            "{\"type\":\"response.create\",\"previous_response_id\":\"resp_0\",\"input\":["
                + "{\"type\":\"additional_tools\",\"role\":\"developer\",\"tools\":[]},"
                + "{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"}]}");
    List<Row> rows = Projected.of(sample).witnessed();
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().text("preceding")).isEmpty();
  }

  @Test
  void history_afterASocketWasLost_namesWhatWasSeenPieceByPiece() {
    String rules = "{\"type\":\"message\",\"role\":\"developer\",\"content\":\"rules\"}";
    String hi = "{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"}";
    String call =
        "{\"type\":\"custom_tool_call\",\"call_id\":\"call_2\",\"name\":\"exec\",\"input\":\"x\"}";
    String result =
        "{\"type\":\"custom_tool_call_output\",\"call_id\":\"call_2\",\"output\":\"y\"}";
    String opening =
        "{\"type\":\"response.create\",\"previous_response_id\":\"resp_0\",\"input\":[%s,%s]}";
    String whole = "{\"input\":[%s,%s,%s,%s]}";
    Projected piece = Projected.of(streamed(Sample.responses("e1", opening.formatted(rules, hi))));
    Projected again =
        Projected.of(Sample.responses("e2", whole.formatted(rules, hi, call, result)));
    JsonNode history = Json.parse(again.exchange().text("history"));
    assertThat(history.values().stream().map(JsonNode::stringValue))
        .containsExactly(
            piece.keys().getFirst(), piece.keys().get(1), piece.reply().getFirst().text("alias"));
    assertThat(again.keys()).containsExactly("t-call_2");
  }

  @Test
  void webSocket_warmingUp_hasNoMessages() {
    Sample sample =
        Sample.responses("e1", "{\"type\":\"response.create\",\"generate\":false,\"input\":[]}")
            .event(
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_0\",\"output\":[],"
                    + "\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}}");
    Projected projected = Projected.of(sample);
    assertThat(projected.witnessed()).isEmpty();
    assertThat(projected.exchange().text("provider_message_id")).isEqualTo("resp_0");
  }

  @Test
  void whole_bareTextInput_isOneMessage() {
    Sample sample =
        Sample.responses("e1", "{\"model\":\"gpt-6\",\"input\":\"hi\"}")
            .reply(
                200,
                "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"error\":null,"
                    + "\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":"
                    + "[{\"type\":\"refusal\",\"refusal\":\"no\"}]}]}");
    List<Row> rows = Projected.of(sample).witnessed();
    assertThat(rows).extracting(row -> row.text("content_text")).containsExactly("hi", "no");
    assertThat(rows).extracting(row -> row.text("role")).containsExactly("user", "assistant");
    assertThat(Projected.of(sample).exchange().text("error")).isNull();
  }
}
