package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What Collectivus 3.1 recorded, read by {@code cairn lake rebuild --from}. */
class CollectivusTest {
  private static final String STREAMED = "0123456789abcdef0123456789abcdef";
  private static final String WHOLE = "1123456789abcdef0123456789abcdef";
  private static final String ABORTED = "2123456789abcdef0123456789abcdef";

  @TempDir Path home;
  @TempDir Path collectivus;

  @BeforeEach
  void record() throws IOException {
    RunningCairn.configure(home, "http://127.0.0.1:9");
    Path day = Files.createDirectories(collectivus.resolve("laptop/proxy"));
    List<String> rows = new ArrayList<>(streamed());
    rows.add(whole());
    rows.add(aborted());
    Files.write(day.resolve("2026-03-01.jsonl"), rows);
  }

  /** Session s1: "hi", answered by words and a call of Bash. */
  private static List<String> streamed() {
    List<String> rows = new ArrayList<>();
    event(
        rows,
        "message_start",
        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"role\":\"assistant\",\"model\":\"claude-x\",\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}");
    event(
        rows,
        "content_block_start",
        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    for (String token : List.of("tok0 ", "tok1 ", "tok2 ")) {
      event(
          rows,
          "content_block_delta",
          "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
              + token
              + "\"}}");
    }
    event(
        rows,
        "content_block_start",
        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"Bash\",\"input\":{}}}");
    event(
        rows,
        "content_block_delta",
        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"command\\\":\\\"ls\\\"}\"}}");
    event(rows, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":1}");
    event(
        rows,
        "message_delta",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":12}}");
    event(rows, "message_stop", "{\"type\":\"message_stop\"}");
    String body =
        "{\"model\":\"claude-x\",\"max_tokens\":9,\"stream\":true,\"metadata\":{\"user_id\":\"{\\\"session_id\\\":\\\"s1\\\"}\"},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    rows.add(
        exchange(
            STREAMED,
            body,
            Map.of("status", 200, "headers", Map.of("content-type", "text/event-stream")),
            10,
            null));
    return rows;
  }

  private static void event(List<String> rows, String name, String data) {
    rows.add(
        json(
            "exchange_id",
            STREAMED,
            "kind",
            "stream_event",
            "t_ms",
            rows.size(),
            "event",
            name,
            "data",
            data));
  }

  /** A plain answer without a session, whose first words were "hi chat". */
  private static String whole() {
    String body =
        "{\"model\":\"claude-x\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi chat\"}]}";
    String answer =
        "{\"id\":\"msg_2\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
    return exchange(
        WHOLE,
        body,
        Map.of(
            "status", 200, "headers", Map.of("content-type", "application/json"), "body", answer),
        0,
        null);
  }

  private static String aborted() {
    String body =
        "{\"model\":\"claude-x\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"never mind\"}]}";
    return exchange(
        ABORTED,
        body,
        Map.of("status", 200, "headers", Map.of("content-type", "text/event-stream")),
        0,
        "client_aborted");
  }

  /** A row as Collectivus orders it; what is not known has no key. */
  private static String exchange(
      String id, String body, Map<String, Object> response, int events, String error) {
    List<Object> pairs =
        new ArrayList<>(
            List.of(
                "exchange_id",
                id,
                "kind",
                "exchange",
                "ts_start",
                "2026-03-01T10:00:00.000Z",
                "ts_end",
                "2026-03-01T10:00:01.250Z",
                "duration_ms",
                1250,
                "upstream",
                "anthropic",
                "client",
                Map.of("ip", "127.0.0.1", "user_agent", "claude-cli/2.1.0"),
                "request",
                Map.of(
                    "method",
                    "POST",
                    "path",
                    "/v1/messages",
                    "headers",
                    Map.of("content-type", "application/json"),
                    "body",
                    body),
                "response",
                response,
                "stream_event_count",
                events));
    if (error != null) {
      pairs.addAll(List.of("error", error));
    }
    return json(pairs.toArray());
  }

  private static String json(Object... pairs) {
    Map<String, Object> object = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return JsonMapper.shared().writeValueAsString(object);
  }

  @Test
  void rebuild_fromItsFolder_givesItsIdsAndKeepsWhatIsCairns() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      RunningCairn.Said said =
          RunningCairn.say(home, "lake", "rebuild", "--from", collectivus.toString());

      assertThat(said.text()).startsWith("reading").endsWith("Done.\n");
      assertThat(said.code()).isZero();
      assertThat(
              cairn.rows(
                  "select conversation_id, message_id, message_index, part_id, role, content_text"
                      + " from proxy_messages where gateway_id = 'laptop'"
                      + " order by conversation_id, message_index, part_index"))
          .extracting(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
          .contains(
              "s1 c6f1ae016ce5d94e 0 c6f1ae016ce5d94e#0 user hi",
              "s1 f829f98511ebd147 1 f829f98511ebd147#0 assistant tok0 tok1 tok2 ",
              "s1 f829f98511ebd147 1 f829f98511ebd147#1 assistant null",
              "739d2d7ee16b3366 def6ed93d02755c4 0 def6ed93d02755c4#0 user hi chat");
      assertThat(
              cairn.rows("select exchange_id, error, status from exchanges order by exchange_id"))
          .extracting(row -> row.get("exchange_id") + " " + row.get("error"))
          .containsExactly(STREAMED + " null", WHOLE + " null", ABORTED + " client_aborted");
      assertThat(cairn.number("select sum(output_tokens) from messages")).isEqualTo(14);
    }
  }

  @Test
  void rebuild_fromWhatHoldsNoRecordings_saysWhatItMustBe() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      Path wrong = collectivus.resolve("laptop");
      RunningCairn.Said said =
          RunningCairn.say(home, "lake", "rebuild", "--from", wrong.toString());

      assertThat(said.text())
          .contains(wrong + " must be a folder of recordings: <gateway_id>/proxy/<UTC-date>.jsonl");
      assertThat(said.code()).isEqualTo(2);
      assertThat(
              RunningCairn.say(
                      home, "lake", "rebuild", "--from", home.resolve("recordings").toString())
                  .text())
          .contains("is the folder of this server, which is read anyway");
      assertThat(cairn.number("select count(*) from exchanges")).isZero();
    }
  }
}
