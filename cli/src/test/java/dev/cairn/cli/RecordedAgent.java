package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testing.Dialect;
import dev.cairn.testing.Sent;
import dev.cairn.testing.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was recorded of an agent, asked for in SQL and compared with what the model sent it. */
final class RecordedAgent {
  private final RunningCairn cairn;
  private final String agent;

  RecordedAgent(RunningCairn cairn, String agent) {
    this.cairn = cairn;
    this.agent = agent;
  }

  /** Words, thoughts, calls, model and every kind of token of one answer. */
  void checkAnswer(Sent answer) {
    String asked = "from messages where provider_message_id = '" + answer.messageId() + "'";
    cairn.await(
        answer.messageId() + " can be asked for",
        () -> cairn.number("select count(*) " + asked) > 0);
    List<Map<String, Object>> parts = cairn.rows("select * " + asked + " order by part");
    assertThat(parts)
        .allSatisfy(part ->
            assertThat(part).containsEntry("agent", agent).containsEntry("model", answer.model()));
    assertThat(joined(parts, "text")).isEqualTo(answer.text());
    assertThat(joined(parts, "reasoning")).isEqualTo(answer.thinking());
    assertThat(parts)
        .filteredOn(part -> "tool_call".equals(part.get("part_type")))
        .extracting(part -> part.get("tool_use_id"))
        .isEqualTo(answer.toolCalls().stream().map(Sent.ToolCall::id).toList());
    checkTokens(parts, answer);
  }

  private static String joined(List<Map<String, Object>> parts, String type) {
    StringBuilder text = new StringBuilder();
    parts.stream()
        .filter(part -> type.equals(part.get("part_type")))
        .filter(part -> part.get("content_text") != null)
        .forEach(part -> text.append(part.get("content_text")));
    return text.toString();
  }

  /** Usage stands on the first part only. */
  private static void checkTokens(List<Map<String, Object>> parts, Sent answer) {
    Tokens tokens = answer.tokens();
    boolean anthropic = answer.dialect() == Dialect.MESSAGES;
    long written = tokens.cacheWrite5m() + tokens.cacheWrite1h();
    assertThat(number(parts, "input_tokens"))
        .as("fresh tokens, among which OpenAI counts those that it writes to a cache")
        .isEqualTo(tokens.input() + (anthropic ? 0 : written));
    assertThat(number(parts, "output_tokens")).isEqualTo(tokens.output());
    assertThat(number(parts, "cache_read_tokens")).isEqualTo(tokens.cacheRead());
    assertThat(number(parts, "cache_write_5m_tokens"))
        .isEqualTo(anthropic ? tokens.cacheWrite5m() : 0);
    assertThat(number(parts, "cache_write_1h_tokens"))
        .isEqualTo(anthropic ? tokens.cacheWrite1h() : 0);
    assertThat(number(parts, "reasoning_tokens")).isEqualTo(anthropic ? 0 : tokens.reasoning());
    for (Map<String, Object> part : parts.subList(1, parts.size())) {
      assertThat(part).containsEntry("input_tokens", null).containsEntry("output_tokens", null);
    }
  }

  private static long number(List<Map<String, Object>> parts, String column) {
    Object value = parts.getFirst().get(column);
    return value == null ? 0 : ((Number) value).longValue();
  }

  /** A call of a tool with its arguments and its result. */
  void checkCall(Sent.ToolCall call, String result) {
    List<Map<String, Object>> rows =
        cairn.rows("select * from tool_calls where tool_use_id = '" + call.id() + "'");
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst())
        .containsEntry("tool_name", call.name())
        .containsEntry("tool_status", "success")
        .containsEntry("agent", agent);
    assertThat((String) rows.getFirst().get("result_text")).contains(result);
    assertThat(json((String) rows.getFirst().get("tool_args"))).isEqualTo(json(call.arguments()));
  }

  /** Arguments are JSON; free text stands there as a JSON string. */
  private static JsonNode json(String text) {
    return text.startsWith("{") || text.startsWith("\"")
        ? JsonMapper.shared().readTree(text)
        : JsonMapper.shared().getNodeFactory().stringNode(text);
  }

  /** One session, with the folder and branch of the agent's work. */
  void checkSession(Path folder, String branch) {
    List<Map<String, Object>> sessions =
        cairn.rows("select * from sessions where tool_call_count > 0");
    assertThat(sessions).hasSize(1);
    assertThat(sessions.getFirst())
        .containsEntry("cwd", folder.toString())
        .containsEntry("git_branch", branch)
        .containsEntry("agent", agent);
    assertThat(cairn.rows("select distinct session_id from messages where role = 'tool'"))
        .extracting(row -> row.get("session_id"))
        .containsExactly(sessions.getFirst().get("session_id"));
  }

  /** The person's words stand there once. */
  void checkWords(String words) {
    assertThat(
            cairn.rows(
                "select content_text from messages where role = 'user' and content_text like '%"
                    + words
                    + "%' and session_id in"
                    + " (select session_id from sessions where tool_call_count > 0)"))
        .hasSize(1);
  }
}
