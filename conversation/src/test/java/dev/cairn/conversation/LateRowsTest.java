package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Single rows that come after what they should have come before, with the session in memory. */
class LateRowsTest {
  private final FoldBench bench = new FoldBench();
  private final Talk talk = bench.talk;

  private static Row only(List<Row> rows, String column, String value) {
    List<Row> found =
        rows.stream()
            .filter(row -> row.dataset() == Datasets.WITNESSED)
            .filter(row -> Objects.equals(value, row.text(column)))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /**
   * Folds rows without one of them, then that one; gives the rows that live when all came at once.
   */
  private void foldLate(List<Row> rows, Row late) {
    FoldBench whole = new FoldBench();
    whole.fold(rows);
    bench.fold(rows.stream().filter(row -> row != late).toList());
    assertThat(bench.lake.live()).isNotEqualTo(whole.lake.live());
    bench.fold(List.of(late));
    assertThat(bench.lake.live()).isEqualTo(whole.lake.live());
  }

  @Test
  void fold_earlierReplyOfTheSameAlias_takesTheWordsOver() {
    talk.person("hello").reply("msg-1", "hi").back(1).reply("msg-2", "hi");
    List<Row> rows = talk.person("so").reply("msg-3", "so what").rows();

    foldLate(rows, only(rows, "message_key", "msg-1"));

    assertThat(bench.message("so").text("message_key"))
        .isEqualTo("w-" + Hashes.hex("msg-1\n" + Hashes.hex("userso")));
  }

  @Test
  void fold_replyThatWordsNameAlready_givesThemTheirKey() {
    talk.person("hello").reply("msg-1", "hi").person("so").fails();
    List<Row> rows =
        talk.rows().stream().filter(row -> row.dataset() == Datasets.WITNESSED).toList();

    foldLate(rows, only(rows, "message_key", "msg-1"));
  }

  @Test
  void fold_earlierCallOfTheSameId_becomesTheCall() {
    talk.person("list").reply("msg-1", "look", "call-0").back(1);
    talk.reply("msg-2", "look", "call-0");
    List<Row> rows =
        talk.rows().stream().filter(row -> row.dataset() == Datasets.WITNESSED).toList();
    Row late =
        rows.stream()
            .filter(row -> "msg-1".equals(row.text("message_key")))
            .filter(row -> "tool_call".equals(row.text("part_type")))
            .findFirst()
            .orElseThrow();

    bench.fold(rows.stream().filter(row -> !"msg-1".equals(row.text("message_key"))).toList());
    assertThat(bench.column(Datasets.TOOL_CALLS, "message_key")).containsExactly("msg-2");
    bench.fold(List.of(late.copy().set("alias", null)));

    assertThat(bench.column(Datasets.TOOL_CALLS, "message_key")).containsExactly("msg-1");
  }

  @Test
  void fold_laterCallOfTheSameId_changesNothing() {
    talk.person("list").reply("msg-1", "look", "call-0").back(1);
    bench.fold();
    talk.reply("msg-2", "look", "call-0");
    bench.fold();

    assertThat(bench.column(Datasets.TOOL_CALLS, "message_key")).containsExactly("msg-1");
    assertThat(bench.metrics.fast).isEqualTo(1);
  }

  @Test
  void fold_callAfterItsResult_joinsThem() {
    talk.person("list").reply("msg-1", "look", "call-0").result("call-0", "a file");
    List<Row> rows =
        talk.fails().rows().stream().filter(row -> row.dataset() == Datasets.WITNESSED).toList();

    foldLate(rows, only(rows, "part_type", "tool_call"));

    assertThat(bench.message("a file").text("tool_name")).isEqualTo("Bash");
  }

  @Test
  void fold_secondResultOfACallInAnotherMessage_theFirstCounts() {
    talk.person("list").reply("msg-1", "look", "call-0").result("call-0", "a file").fails();
    Row other = only(talk.rows(), "part_type", "tool_result").copy();
    other.set("message_key", "t-other").set("content_text", "another file").set("ts", 1L);
    bench.fold();

    bench.fold(List.of(other));

    assertThat(bench.column(Datasets.TOOL_CALLS, "result_text")).containsExactly("another file");
    assertThat(bench.message("another file").text("tool_name")).isEqualTo("Bash");
  }

  @Test
  void fold_proxyTellsAPartThatOnlyATranscriptHad_isTaken() {
    talk.person("list").reply("msg-1", "look");
    Row reply = only(talk.rows(), "message_key", "msg-1");
    Row transcript = reply.copy().set("witness", "transcript");
    Row more = transcript.copy().set("part", 1L).set("content_text", "more, cut");
    bench.fold(List.of(reply, transcript, more));

    Row late = reply.copy().set("part", 1L).set("content_text", "more").set("ts", 9_999_999L);
    bench.fold(List.of(late));

    assertThat(bench.texts()).containsExactly("look", "more");
  }

  @Test
  void fold_repeatedMessageSeenBehindItsHistory_isTheWitnessesOwn() {
    talk.person("hello").reply("msg-1", "hi").person("so").reply("msg-2", "so what");
    List<Row> rows = talk.rows();

    foldLate(rows, only(rows, "content_text", "hello"));
  }

  @Test
  void fold_resultWithoutItsIdSeenBehindItsHistory_isTheWitnessesOwn() {
    talk.person("list").reply("msg-1", "look", "call-0").result("call-0", "a file");
    List<Row> rows = talk.reply("msg-2", "one file").person("so").fails().rows();
    Row late = only(rows, "part_type", "tool_result").set("tool_use_id", null);
    Row told = late.copy().set("from_history", true).set("content_text", "a file, cut");
    bench.projector.put(Talk.SESSION + "-2", () -> List.of(told));

    bench.fold(rows.stream().filter(row -> row != late).toList());
    assertThat(bench.texts()).contains("a file, cut");
    bench.fold(List.of(late));

    assertThat(bench.texts()).contains("a file").doesNotContain("a file, cut");
  }
}
