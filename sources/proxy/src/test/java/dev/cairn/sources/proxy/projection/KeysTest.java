package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void words_secondYesAfterSecondOk_stayApart() {
    Projected first = exchange("e1", user("go"));
    Projected second = exchange("e2", user("go"), said("OK"), user("yes"));
    Projected third = exchange("e3", user("go"), said("OK"), user("yes"), said("OK"), user("yes"));
    assertThat(first.reply().getFirst().text("alias")).endsWith("#1");
    assertThat(second.reply().getFirst().text("alias")).endsWith("#2");
    assertThat(third.reply().getFirst().text("alias")).endsWith("#3");
    assertThat(third.keys().getFirst()).startsWith("w-").isNotEqualTo(second.keys().getFirst());
    assertThat(history(third))
        .containsExactly(
            first.keys().getFirst(),
            first.reply().getFirst().text("alias"),
            second.keys().getFirst(),
            second.reply().getFirst().text("alias"));
  }

  @Test
  void words_sameTwiceSinceTheReply_areNumbered() {
    Projected projected = exchange("e1", user("yes"), user("yes"), user("yes"));
    List<String> keys = projected.keys();
    assertThat(keys.get(1)).isEqualTo(keys.getFirst() + "#2");
    assertThat(keys.get(2)).isEqualTo(keys.getFirst() + "#3");
  }

  @Test
  void words_movedCacheMark_keepTheirKey() {
    Projected marked =
        exchange(
            "e1",
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"go\","
                + "\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"image\","
                + "\"cache_control\":{\"type\":\"ephemeral\"},\"source\":{\"data\":\"x\"}}]}");
    Projected bare =
        exchange(
            "e2",
            "{\"role\":\"user\",\"content\":[{\"text\":\"go\",\"type\":\"text\"},"
                + "{\"type\":\"image\",\"source\":{\"data\":\"x\"}}]}");
    assertThat(marked.keys().getFirst()).isEqualTo(bare.keys().getFirst());
    assertThat(marked.witnessed().getFirst().text("content_hash"))
        .isEqualTo(bare.witnessed().getFirst().text("content_hash"));
  }

  @Test
  void words_textOrBlock_haveTheSameKey() {
    Projected text = exchange("e1", user("go"));
    Projected block =
        exchange("e2", "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"go\"}]}");
    assertThat(text.keys().getFirst()).isEqualTo(block.keys().getFirst());
  }

  @Test
  void words_contentHash_isOfRoleAndBlocks() {
    Row row = exchange("e1", user("go")).witnessed().getFirst();
    String hash =
        Digest.of("{\"content\":[{\"text\":\"go\",\"type\":\"text\"}],\"role\":\"user\"}");
    assertThat(row.text("content_hash")).isEqualTo(hash);
    assertThat(row.text("message_key")).isEqualTo("w-" + Digest.of("\n" + hash));
    assertThat(row.text("preceding")).isEmpty();
  }

  @Test
  void results_inParallel_areMessagesOfTheirOwn() {
    Projected projected =
        exchange(
            "e1",
            user("go"),
            calls("toolu_1", "toolu_2"),
            "{\"role\":\"user\",\"content\":["
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"content\":\"x\"},"
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_2\",\"content\":\"y\"},"
                + "{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}");
    List<Row> fresh =
        projected.witnessed().stream().filter(row -> row.text("alias") == null).toList();
    assertThat(projected.keys().subList(0, 2)).containsExactly("t-toolu_1", "t-toolu_2");
    assertThat(fresh).extracting(row -> row.number("part")).containsExactly(0L, 0L, 0L, 1L);
    assertThat(fresh)
        .extracting(row -> row.text("message_type"))
        .containsExactly("tool_result", "tool_result", "message", "message");
  }

  @Test
  void assistants_inARow_areOneMessage() {
    Projected projected = exchange("e1", user("go"), said("A"), said("B"), user("on"));
    List<Row> history = Projected.projector().history(projected.exchange());
    assertThat(history(projected)).hasSize(2);
    assertThat(history).extracting(row -> row.number("part")).containsExactly(0L, 0L, 1L);
    assertThat(history.get(1).text("message_key"))
        .isEqualTo("a-" + Digest.of("text:A\nB") + "#1")
        .isEqualTo(history.get(2).text("message_key"))
        .isEqualTo(projected.witnessed().getFirst().text("preceding"));
  }

  @Test
  void alias_ofAReplyWithCalls_isWhatTheNextHistorySays() {
    Sample asked =
        Sample.anthropic("e1", body(user("go")))
            .reply(
                200,
                "{\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"},"
                    + "{\"type\":\"text\",\"text\":\"I call\"},{\"type\":\"tool_use\","
                    + "\"id\":\"toolu_1\",\"name\":\"Bash\",\"input\":{}}]}");
    String alias = Projected.of(asked).reply().getFirst().text("alias");
    Projected next = exchange("e2", user("go"), calls("toolu_1"), user("on"));
    assertThat(alias).isEqualTo("a-" + Digest.of("call:toolu_1") + "#1");
    assertThat(history(next)).endsWith(alias);
  }

  @Test
  void history_rows_areNamedAsTheListNamesThem() {
    Projected projected =
        exchange("e1", user("go"), calls("toolu_1"), user("on"), said("OK"), user("yes"));
    List<Row> history = Projected.projector().history(projected.exchange());
    assertThat(history)
        .extracting(row -> row.text("message_key"))
        .containsExactlyElementsOf(history(projected));
    assertThat(history).extracting(row -> row.flag("from_history")).containsOnly(true);
    assertThat(history).extracting(row -> row.number("input_tokens")).containsOnlyNulls();
    assertThat(history)
        .extracting(row -> row.text("session_id"))
        .containsOnly(projected.exchange().text("session_id"));
    assertThat(projected.witnessed())
        .extracting(row -> row.flag("from_history"))
        .containsOnly(false);
    assertThat(history.get(2).text("previous_message_id"))
        .isEqualTo(history.get(1).text("compat_message_id"));
  }

  @Test
  void rows_longConversation_growOnlyByWhatIsNew() {
    List<String> messages = new ArrayList<>(List.of(user("start")));
    for (int turn = 0; turn < 200; turn++) {
      messages.add(said("reply " + turn));
      messages.add(user("words " + turn));
    }
    Projected projected = exchange("e1", messages.toArray(String[]::new));
    assertThat(projected.witnessed()).hasSize(2);
    assertThat(history(projected)).hasSize(400);
  }

  private static Projected exchange(String id, String... messages) {
    return Projected.of(
        Sample.anthropic(id, body(messages))
            .reply(
                200,
                "{\"id\":\"msg_"
                    + id
                    + "\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"text\",\"text\":\"OK\"}]}"));
  }

  private static String body(String... messages) {
    return "{\"messages\":[" + String.join(",", messages) + "]}";
  }

  private static String user(String text) {
    return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
  }

  private static String said(String text) {
    return "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
  }

  private static String calls(String... ids) {
    List<String> blocks = new ArrayList<>();
    for (String id : ids) {
      blocks.add("{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"Bash\",\"input\":{}}");
    }
    return "{\"role\":\"assistant\",\"content\":[" + String.join(",", blocks) + "]}";
  }

  private static List<String> history(Projected projected) {
    List<String> keys = new ArrayList<>();
    Json.parse(projected.exchange().text("history")).forEach(key -> keys.add(key.stringValue()));
    return keys;
  }
}
