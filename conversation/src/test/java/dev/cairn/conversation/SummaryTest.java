package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Summary summary = new Summary(new SessionKey("local", Talk.SESSION));

  private static Row words(long time, String text) {
    return Row.of(Datasets.MESSAGES)
        .set("ts", time)
        .set("message_key", "w-" + text.hashCode())
        .set("part", 0L)
        .set("witnesses", "[\"proxy\"]")
        .set("role", "user")
        .set("part_type", "text")
        .set("content_text", text);
  }

  private static Row reply(long time, String key, long output) {
    return words(time, "hi")
        .set("message_key", key)
        .set("role", "assistant")
        .set("model", "opus-" + key)
        .set("output_tokens", output);
  }

  private String title(Row... messages) {
    for (Row message : messages) {
      summary.message(List.of(message));
    }
    return String.valueOf(summary.row().text("title"));
  }

  @Test
  void title_laterWordsFirst_isStillTheFirst() {
    assertThat(title(words(2, "second"), words(1, "first"))).isEqualTo("first");
  }

  @Test
  void title_markupBeforeWords_isTheWords() {
    assertThat(title(words(1, " <system-reminder>x"), words(2, "fix it"), words(3, "<b>")))
        .isEqualTo("fix it");
  }

  @Test
  void title_onlyMarkup_isTheMarkup() {
    assertThat(title(words(1, "<command>go</command>"))).isEqualTo("<command>go</command>");
  }

  @Test
  void title_sameTime_isTheOneOfTheLowerIndex() {
    Row tenth = words(1, "tenth").set("attributes", "{\"index\":10}");
    Row second = words(1, "second").set("attributes", "{\"index\":2}");

    assertThat(title(tenth, second)).isEqualTo("second");
  }

  @Test
  void title_subAgentAndReply_areNoPersons() {
    assertThat(title(words(1, "task").set("is_sidechain", true), reply(2, "a", 1)))
        .isEqualTo("null");
  }

  @Test
  void title_longWords_areCutBetweenCharacters() {
    assertThat(title(words(1, "a".repeat(199) + "\uD83D\uDC26 bird"))).isEqualTo("a".repeat(199));
    assertThat(title(words(0, "b".repeat(201)))).isEqualTo("b".repeat(200));
  }

  @Test
  void row_severalMessages_addsThemUp() {
    summary.message(List.of(words(5, "hello").set("cwd", "/first").set("agent", "codex")));
    summary.message(List.of(reply(9, "a", 4).set("cwd", "/last").set("agent", "claude-code")));
    summary.message(List.of(reply(7, "b", 3)));
    summary.calls(2);

    Row row = summary.row();

    assertThat(row.number("ts")).isEqualTo(5);
    assertThat(row.number("ts_end")).isEqualTo(9);
    assertThat(row.number("message_count")).isEqualTo(3);
    assertThat(row.number("reply_count")).isEqualTo(2);
    assertThat(row.number("tool_call_count")).isEqualTo(2);
    assertThat(row.number("output_tokens")).isEqualTo(7);
    assertThat(row.number("input_tokens")).isNull();
    assertThat(row.text("models")).isEqualTo("[\"opus-a\",\"opus-b\"]");
    assertThat(row.text("cwd")).isEqualTo("/last");
    assertThat(row.text("agent")).isEqualTo("codex");
  }
}
