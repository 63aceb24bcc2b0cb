package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiChatTest {
  private static final String ASKED =
      """
      {"model":"gpt-4o","stream":true,"messages":[
       {"role":"system","content":"rules"},{"role":"user","content":"weather?"}]}\
      """;

  @Test
  void stream_toolCallDeltas_areJoined() {
    List<Row> reply = Projected.of(streamed(true)).reply();
    assertThat(reply)
        .extracting(row -> row.text("part_type"))
        .containsExactly("reasoning", "text", "tool_call", "tool_call");
    assertThat(reply.get(1).text("content_text")).isEqualTo("Checking.");
    assertThat(reply.get(2).text("tool_args")).isEqualTo("{\"city\":\"Bern\"}");
    assertThat(reply.get(2).text("tool_use_id")).isEqualTo("call_a");
    assertThat(reply.get(3).text("tool_name")).isEqualTo("now");
    assertThat(reply.getLast().text("stop_reason")).isEqualTo("tool_calls");
  }

  @Test
  void stream_withUsage_takesCachedTokensOut() {
    Row part = Projected.of(streamed(true)).reply().getFirst();
    assertThat(Usage.of(part)).isEqualTo(new Usage(6L, 9L, 4L, null, null, 3L));
  }

  @Test
  void stream_withoutUsage_hasNone() {
    Row part = Projected.of(streamed(false)).reply().getFirst();
    assertThat(Usage.of(part)).isEqualTo(Usage.NOT_RECORDED);
  }

  private static Sample streamed(boolean usage) {
    Sample sample =
        Sample.chat("e1", ASKED)
            .event(chunk("\"role\":\"assistant\",\"content\":\"\""))
            .event(chunk("\"reasoning_content\":\"hm\""))
            .event(chunk("\"content\":\"Check\""))
            .event(chunk("\"content\":\"ing.\""))
            .event(
                chunk(
                    "\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]"))
            .event(
                chunk(
                    "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\"\"}}]"))
            .event(
                chunk(
                    "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":\\\"Bern\\\"}\"}}]"))
            .event(
                chunk(
                    "\"tool_calls\":[{\"index\":1,\"id\":\"call_b\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"now\",\"arguments\":\"\"}}]"))
            .event(
                "{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{},"
                    + "\"finish_reason\":\"tool_calls\"}]}");
    if (usage) {
      sample.event(
          "{\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,"
              + "\"completion_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":4},"
              + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}}");
    }
    return sample.event("message", "[DONE]");
  }

  private static String chunk(String delta) {
    return "{\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-x\",\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":null}]}";
  }

  @Test
  void stream_cut_hasStopReasonError() {
    Sample sample = Sample.chat("e1", ASKED).event(chunk("\"content\":\"Half\""));
    Row reply = Projected.of(sample).reply().getFirst();
    assertThat(reply.text("stop_reason")).isEqualTo("error");
    assertThat(reply.text("message_key")).isEqualTo("chatcmpl-1");
  }

  @Test
  void stream_errorChunk_fillsError() {
    Sample sample =
        Sample.chat("e1", ASKED)
            .event("{\"error\":{\"message\":\"boom\",\"type\":\"server_error\",\"code\":null}}");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("error")).isEqualTo("server_error: boom");
    assertThat(projected.reply()).isEmpty();
  }

  @Test
  void request_rolesAndResults_areCut() {
    Sample sample =
        Sample.chat(
            "e1",
            """
            {"messages":[{"role":"developer","content":"rules"},
             {"role":"user","content":[{"type":"text","text":"see"},
               {"type":"image_url","image_url":{"url":"data:"}}]},
             {"role":"assistant","content":null,"tool_calls":[{"id":"call_a","type":"function",
               "function":{"name":"weather","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"call_a","content":"sun"},
             {"role":"user","content":"thanks"}]}\
            """);
    Projected projected = Projected.of(sample);
    assertThat(projected.witnessed())
        .extracting(row -> row.text("role"))
        .containsExactly("tool", "user");
    assertThat(projected.witnessed().getFirst().text("tool_name")).isEqualTo("weather");
    List<Row> history = Projected.projector().history(projected.exchange());
    assertThat(history)
        .extracting(row -> row.text("part_type"))
        .containsExactly("text", "text", "image", "tool_call");
    assertThat(history.getFirst().text("role")).isEqualTo("system");
    assertThat(history.getFirst().text("author_role")).isEqualTo("developer");
  }

  @Test
  void whole_legacyFunctionCall_isACallWithoutId() {
    Sample sample =
        Sample.chat("e1", ASKED)
            .reply(
                200,
                "{\"id\":\"chatcmpl-2\",\"model\":\"m\",\"choices\":[{\"message\":{"
                    + "\"role\":\"assistant\",\"content\":null,\"function_call\":{"
                    + "\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}},"
                    + "\"finish_reason\":\"function_call\"}],\"usage\":{\"prompt_tokens\":1,"
                    + "\"completion_tokens\":1}}");
    Row call = Projected.of(sample).reply().getFirst();
    assertThat(call.text("tool_name")).isEqualTo("f");
    assertThat(call.text("tool_args")).isEqualTo("{\"a\":1}");
    assertThat(call.text("tool_use_id")).isNull();
  }

  @Test
  void provider_knownUpstream_winsOverTheDialect() {
    Sample sample = Sample.chat("e1", ASKED).upstream("deepseek");
    assertThat(Projected.of(sample).witnessed().getFirst().text("provider")).isEqualTo("deepseek");
  }
}
