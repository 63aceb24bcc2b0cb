package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicMessagesTest {
  private static final String ASKED =
      """
      {"model":"claude-asked","max_tokens":32000,"stream":true,"thinking":{"type":"adaptive"},
       "metadata":{"user_id":"{\\"device_id\\":\\"d\\",\\"account_uuid\\":\\"acc\\",\\"session_id\\":\\"s1\\"}"},
       "system":[{"type":"text","text":"You are an agent."}],
       "messages":[{"role":"user","content":[{"type":"text","text":"list the files"}]}]}\
      """;

  @Test
  void stream_thinkingTextAndCall_becomeParts() {
    List<Row> reply = Projected.of(streamed()).reply();
    assertThat(reply)
        .extracting(row -> row.text("part_type"))
        .containsExactly("reasoning", "text", "tool_call");
    assertThat(reply)
        .extracting(row -> row.text("content_text"))
        .containsExactly("I should look.", "Let me look.", null);
    Row call = reply.getLast();
    assertThat(call.text("tool_name")).isEqualTo("Bash");
    assertThat(call.text("tool_use_id")).isEqualTo("toolu_1");
    assertThat(call.text("tool_args")).isEqualTo("{\"command\":\"ls\"}");
    assertThat(call.text("stop_reason")).isEqualTo("tool_use");
    assertThat(call.text("attributes"))
        .isEqualTo(
            "{\"index\":1,\"compat_part\":2,\"compat_role\":\"assistant\","
                + "\"provider_type\":\"tool_use\",\"request\":{\"max_tokens\":32000,"
                + "\"thinking\":{\"type\":\"adaptive\"},\"stream\":true},\"user_id\":\"acc\","
                + "\"finish_reason\":\"tool_use\"}");
    assertThat(reply.getFirst().text("attributes")).contains("\"thinking_signature\":\"sig\"");
  }

  @Test
  void stream_usageInStartAndDelta_isCountedOnceOnPartZero() {
    Projected projected = Projected.of(streamed());
    Usage told = new Usage(12L, 40L, 300L, 60L, 40L, null);
    assertThat(Usage.of(projected.reply().getFirst())).isEqualTo(told);
    assertThat(Usage.of(projected.reply().get(1))).isEqualTo(Usage.NOT_RECORDED);
    assertThat(Usage.of(projected.exchange())).isEqualTo(told);
  }

  @Test
  void stream_columnsOfTheExchange_areFilled() {
    Row exchange = Projected.of(streamed()).exchange();
    assertThat(exchange.text("dialect")).isEqualTo("anthropic-messages");
    assertThat(exchange.text("session_id")).isEqualTo("s1");
    assertThat(exchange.text("model")).isEqualTo("claude-asked");
    assertThat(exchange.text("provider_message_id")).isEqualTo("msg_01");
    assertThat(exchange.text("request_id")).isEqualTo("req_7");
    assertThat(exchange.text("history")).isEqualTo("[]");
    assertThat(exchange.flag("stream")).isTrue();
    assertThat(exchange.number("ttft_ms")).isEqualTo(100L);
    assertThat(exchange.number("ts_end") - exchange.number("ts")).isEqualTo(2_500_000L);
    assertThat(exchange.text("stream_events")).startsWith("[{\"t_ms\":100,\"event\":\"message_st");
    assertThat(exchange.text("error")).isNull();
    assertThat(exchange.text("truncated")).isNull();
  }

  private static Sample streamed() {
    return start(Sample.anthropic("e1", ASKED))
        .replyHeader("request-id", "req_7")
        .event(
            "{\"type\":\"content_block_start\",\"index\":0,"
                + "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}")
        .event(delta(0, "\"type\":\"thinking_delta\",\"thinking\":\"I should look.\""))
        .event(delta(0, "\"type\":\"signature_delta\",\"signature\":\"sig\""))
        .event("{\"type\":\"content_block_stop\",\"index\":0}")
        .event(
            "{\"type\":\"content_block_start\",\"index\":1,"
                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
        .event("{\"type\":\"ping\"}")
        .event(delta(1, "\"type\":\"text_delta\",\"text\":\"Let me \""))
        .event(delta(1, "\"type\":\"text_delta\",\"text\":\"look.\""))
        .event("{\"type\":\"content_block_stop\",\"index\":1}")
        .event(
            "{\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"tool_use\","
                + "\"id\":\"toolu_1\",\"name\":\"Bash\",\"input\":{}}}")
        .event(delta(2, "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"comm\""))
        .event(delta(2, "\"type\":\"input_json_delta\",\"partial_json\":\"and\\\":\\\"ls\\\"}\""))
        .event("{\"type\":\"content_block_stop\",\"index\":2}")
        .event("{\"type\":\"message_delta\",\"delta\":{},\"usage\":{\"output_tokens\":20}}")
        .event(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},"
                + "\"usage\":{\"input_tokens\":0,\"output_tokens\":40}}")
        .event("{\"type\":\"message_stop\"}");
  }

  private static Sample start(Sample sample) {
    return sample.event(
        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"role\":\"assistant\","
            + "\"model\":\"claude-answered\",\"content\":[],\"usage\":{\"input_tokens\":12,"
            + "\"cache_read_input_tokens\":300,\"cache_creation_input_tokens\":100,"
            + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":60,"
            + "\"ephemeral_1h_input_tokens\":40},\"output_tokens\":1}}}");
  }

  private static String delta(int index, String delta) {
    return "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":{" + delta + "}}";
  }

  @Test
  void stream_cutByTheUpstream_keepsWhatCame() {
    Sample sample =
        start(Sample.anthropic("e1", ASKED))
            .event(delta(0, "\"type\":\"text_delta\",\"text\":\"Half a\""))
            .event("content_block_delta", "{\"type\":\"content_block_delta\",\"ind")
            .more("error", "aborted");
    Projected projected = Projected.of(sample);
    Row reply = projected.reply().getFirst();
    assertThat(reply.text("content_text")).isEqualTo("Half a");
    assertThat(reply.text("stop_reason")).isEqualTo("error");
    assertThat(reply.text("model")).isEqualTo("claude-answered");
    assertThat(projected.exchange().text("error")).isEqualTo("aborted");
  }

  @Test
  void stream_cutInsideACall_keepsTheArgumentsAsText() {
    Sample sample =
        start(Sample.anthropic("e1", ASKED))
            .event(
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                    + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Bash\",\"input\":{}}}")
            .event(delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"comm\""));
    assertThat(Projected.of(sample).reply().getFirst().text("tool_args"))
        .isEqualTo("\"{\\\"comm\"");
  }

  @Test
  void stream_errorInside_isToldBesideWhatCame() {
    Sample sample =
        start(Sample.anthropic("e1", ASKED))
            .event(delta(0, "\"type\":\"text_delta\",\"text\":\"Half\""))
            .event(
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                    + "\"message\":\"Overloaded\"}}");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("error")).isEqualTo("overloaded_error: Overloaded");
    assertThat(projected.reply().getFirst().text("attributes"))
        .contains("\"finish_reason\":\"error\",\"error_code\":\"overloaded_error\"")
        .contains("\"error_message\":\"Overloaded\"");
  }

  @Test
  void stream_billedWithoutContent_hasOneEmptyPart() {
    Row reply = Projected.of(start(Sample.anthropic("e1", ASKED))).reply().getFirst();
    assertThat(reply.text("part_type")).isEqualTo("empty");
    assertThat(reply.number("input_tokens")).isEqualTo(12L);
    assertThat(reply.text("message_key")).isEqualTo("msg_01");
  }

  @Test
  void stream_noMessageStart_isNamedByTheExchange() {
    Sample sample =
        Sample.anthropic("e1", ASKED)
            .event(delta(0, "\"type\":\"text_delta\",\"text\":\"headless\""));
    assertThat(Projected.of(sample).reply().getFirst().text("message_key")).isEqualTo("x-e1");
  }

  @Test
  void stream_garbageOnly_hasNoReply() {
    Sample sample = Sample.anthropic("e1", ASKED).event("message", "not json").event("x", "[1]");
    Projected projected = Projected.of(sample);
    assertThat(projected.reply()).isEmpty();
    assertThat(projected.witnessed()).hasSize(1);
  }

  @Test
  void whole_serverTools_stayInTheReply() {
    Sample sample =
        Sample.anthropic("e1", ASKED)
            .reply(
                200,
                """
                {"id":"msg_2","type":"message","role":"assistant","model":"m","content":[
                 {"type":"redacted_thinking","data":"xyz"},
                 {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search",
                  "input":{"query":"q"},"caller":{"type":"direct"}},
                 {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":
                  {"type":"web_search_tool_result_error","error_code":"unavailable"}},
                 {"type":"new_kind","text":"as it is"}],
                 "stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":5,
                 "cache_creation_input_tokens":7}}\
                """);
    List<Row> reply = Projected.of(sample).reply();
    assertThat(reply)
        .extracting(row -> row.text("part_type"))
        .containsExactly("reasoning", "tool_call", "tool_result", "new_kind");
    assertThat(reply.getFirst().text("content_text")).isEqualTo("xyz");
    assertThat(reply.getFirst().number("cache_write_5m_tokens")).isEqualTo(7L);
    assertThat(reply.get(1).text("attributes")).contains("\"caller_type\":\"direct\"");
    assertThat(reply.get(2).text("tool_name")).isNull();
    assertThat(reply.get(2).text("tool_status")).isEqualTo("error");
    assertThat(reply.getLast().text("attributes")).contains("\"finish_reason\":\"stop\"");
    assertThat(Projected.of(sample).exchange().text("response_body")).contains("msg_2");
  }

  @Test
  void whole_refused_fillsErrorAndKeepsTheQuestion() {
    Sample sample =
        Sample.anthropic("e1", ASKED)
            .reply(
                529,
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                    + "\"message\":\"Overloaded\"}}");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("error")).isEqualTo("overloaded_error: Overloaded");
    assertThat(projected.exchange().number("status")).isEqualTo(529L);
    assertThat(projected.reply()).isEmpty();
    assertThat(projected.witnessed()).hasSize(1);
  }

  @Test
  void whole_refusedWithoutJson_tellsTheStatus() {
    Sample sample = Sample.anthropic("e1", ASKED).reply(502, "<html>bad gateway");
    assertThat(Projected.of(sample).exchange().text("error")).isEqualTo("HTTP 502");
  }

  @Test
  void countTokens_isAnExchangeWithoutMessages() {
    Sample sample =
        Sample.anthropic("e1", ASKED)
            .path("/v1/messages/count_tokens?beta=true")
            .reply(200, "{\"input_tokens\":4711}");
    Projected projected = Projected.of(sample);
    assertThat(projected.rows()).hasSize(1);
    assertThat(projected.exchange().text("dialect")).isEqualTo("anthropic-messages");
    assertThat(projected.exchange().text("session_id")).isEqualTo("s1");
    assertThat(projected.exchange().text("history")).isNull();
    assertThat(projected.exchange().number("input_tokens")).isNull();
  }

  @Test
  void request_toolResults_tellNameTextAndStatus() {
    Sample sample =
        Sample.anthropic(
            "e1",
            """
            {"messages":[{"role":"user","content":"go"},
             {"role":"assistant","content":[
              {"type":"tool_use","id":"toolu_1","name":"Bash","input":{}},
              {"type":"tool_use","id":"toolu_2","name":"Read","input":{}}]},
             {"role":"user","content":[
              {"type":"tool_result","tool_use_id":"toolu_1","content":"ok"},
              {"type":"tool_result","tool_use_id":"toolu_2","is_error":true,
               "content":[{"type":"text","text":"no"},{"type":"image","source":{}},
                          {"type":"text","text":"file"}]}]}]}\
            """);
    List<Row> rows = Projected.of(sample).witnessed();
    assertThat(rows)
        .extracting(row -> row.text("message_key"))
        .containsExactly("t-toolu_1", "t-toolu_2");
    assertThat(rows).extracting(row -> row.number("part")).containsOnly(0L);
    assertThat(rows).extracting(row -> row.text("tool_name")).containsExactly("Bash", "Read");
    assertThat(rows).extracting(row -> row.text("tool_status")).containsExactly("success", "error");
    assertThat(rows).extracting(row -> row.text("content_text")).containsExactly("ok", "no\nfile");
    assertThat(rows).extracting(row -> row.text("role")).containsOnly("tool");
    assertThat(rows).extracting(row -> row.text("author_role")).containsOnly("user");
    assertThat(rows.getLast().text("attributes")).contains("\"is_error\":true");
  }
}
