package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationFoldTest {
  private final FoldBench bench = new FoldBench();
  private final Talk talk = bench.talk;

  @Test
  void fold_firstTurn_givesWordsReplyAndSession() {
    talk.person("hello").reply("msg-1", "hi");

    bench.fold();

    assertThat(bench.texts()).containsExactly("hello", "hi");
    assertThat(bench.column(Datasets.MESSAGES, "message_key"))
        .containsExactly("w-" + Hashes.hex("\n" + Hashes.hex("userhello")), "msg-1");
    assertThat(bench.last.dead()).isEmpty();
  }

  @Test
  void fold_yesAfterEachOfTwoOks_keepsBoth() {
    talk.person("go on?").reply("msg-1", "OK").person("yes").reply("msg-2", "OK").person("yes");
    talk.reply("msg-3", "done");

    bench.fold();

    assertThat(bench.texts()).containsExactly("go on?", "OK", "yes", "OK", "yes", "done");
  }

  @Test
  void fold_equalRepliesThatOnlyGoOn_areThoseThatALaterHistoryRepeats() {
    talk.goingOn(true).person("go on?").reply("msg-1", "OK").person("yes").reply("msg-2", "OK");
    talk.person("yes").reply("msg-3", "OK").person("yes");
    bench.fold();
    talk.goingOn(false).reply("msg-4", "done");
    bench.fold();

    assertThat(bench.texts())
        .containsExactly("go on?", "OK", "yes", "OK", "yes", "OK", "yes", "done");
  }

  @Test
  void fold_requestSentAgain_keepsItsWordsOnce() {
    talk.person("hello").fails().fails();
    bench.fold();
    talk.reply("msg-1", "hi");
    bench.fold();

    assertThat(bench.texts()).containsExactly("hello", "hi");
    assertThat(bench.message("hello").text("exchange_id")).isEqualTo(Talk.SESSION + "-0");
  }

  @Test
  void fold_sameWordsTwiceInOneRequest_keepsBoth() {
    talk.person("go").person("go").reply("msg-1", "gone");

    bench.fold();

    assertThat(bench.texts()).containsExactlyInAnyOrder("go", "go", "gone");
    assertThat(bench.column(Datasets.MESSAGES, "message_key"))
        .anyMatch(key -> key.toString().endsWith("#2"));
  }

  @Test
  void fold_sessionJoinedInTheMiddle_takesTheRestFromItsHistory() {
    talk.person("hello").unseen("hi", null).person("list").unseen("look", "call-0");
    talk.result("call-0", "a file").reply("msg-1", "one file");

    bench.fold();

    assertThat(bench.texts())
        .containsExactlyInAnyOrder("hello", "hi", "list", "look", "null", "a file", "one file");
    assertThat(bench.message("hi").text("message_key"))
        .isEqualTo("a-" + Hashes.hex("text:hi") + "#1");
    assertThat(bench.message("a file").text("tool_name")).isEqualTo("Bash");
  }

  @Test
  void fold_laterRequestsRepeatTheSame_readNoHistory() {
    talk.person("hello").unseen("hi", null).person("one").reply("msg-1", "1");
    talk.person("two").reply("msg-2", "2").person("three").reply("msg-3", "3");

    bench.fold();

    assertThat(bench.projector.asked()).isEqualTo(1);
  }

  @Test
  void fold_replySeenAfterItsHistory_replacesWhatTheHistoryTold() {
    talk.person("hello").reply("msg-1", "hi");
    List<Row> early = talk.take();
    talk.person("thanks").reply("msg-2", "welcome");
    bench.fold();
    assertThat(bench.message("hi").text("message_key")).startsWith("a-");

    bench.fold(early);

    assertThat(bench.message("hi").text("message_key")).isEqualTo("msg-1");
    assertThat(bench.message("thanks").text("message_key"))
        .isEqualTo("w-" + Hashes.hex("msg-1\n" + Hashes.hex("userthanks")));
    assertThat(bench.last.dead().get(Datasets.MESSAGES)).hasSize(3);
  }

  @Test
  void fold_twoRepliesOfOneAlias_wordsFollowTheFirst() {
    talk.person("hello").reply("msg-1", "hi").back(1).reply("msg-2", "hi").person("so");
    talk.reply("msg-3", "so what");

    bench.fold();

    assertThat(bench.column(Datasets.MESSAGES, "message_key")).contains("msg-1", "msg-2");
    assertThat(bench.message("so").text("message_key"))
        .isEqualTo("w-" + Hashes.hex("msg-1\n" + Hashes.hex("userso")));
  }

  @Test
  void fold_compaction_keepsWhatWasSaidBefore() {
    talk.person("hello").reply("msg-1", "hi").compact("summary: hi").reply("msg-2", "go on");

    bench.fold();

    assertThat(bench.texts()).containsExactly("hello", "hi", "summary: hi", "go on");
  }

  @Test
  void fold_callAnsweredInALaterBatch_closesItsRow() {
    talk.person("list").reply("msg-1", "look", "call-0");
    bench.fold();
    Row open = bench.lake.ordered(Datasets.TOOL_CALLS).getFirst();
    assertThat(open.text("tool_status")).isNull();
    assertThat(open.number("ts_end")).isNull();

    talk.result("call-0", "a file").reply("msg-2", "one file");
    bench.fold();

    Row closed = bench.lake.ordered(Datasets.TOOL_CALLS).getFirst();
    assertThat(closed.text("tool_args")).isEqualTo("{\"command\":\"ls\"}");
    assertThat(closed.text("tool_status")).isEqualTo("success");
    assertThat(closed.text("result_text")).isEqualTo("a file");
    assertThat(closed.number("duration_ms")).isEqualTo(1);
    assertThat(bench.last.dead().get(Datasets.TOOL_CALLS)).containsExactly(Changes.id(open));
    assertThat(bench.metrics.fast).isEqualTo(1);
  }

  @Test
  void fold_transcriptOfTheSameTalk_addsAWitnessAndNoMessage() {
    talk.person("hello").reply("msg-1", "hi").person("thanks").reply("msg-2", "welcome");
    bench.fold();
    talk.transcript();
    bench.fold();

    assertThat(bench.texts()).containsExactly("hello", "hi", "thanks", "welcome");
    assertThat(bench.column(Datasets.MESSAGES, "witnesses"))
        .containsOnly("[\"proxy\",\"transcript\"]");
    assertThat(bench.session().number("input_tokens")).isEqualTo(20);
    assertThat(bench.session().text("witnesses")).isEqualTo("[\"proxy\",\"transcript\"]");
    assertThat(bench.session().text("client_version")).isEqualTo("2.1");
  }

  @Test
  void fold_rowsWithoutSession_givesNothing() {
    talk.person("hello").reply("msg-1", "hi");
    List<Row> rows = talk.take().stream().map(row -> row.copy().set("session_id", null)).toList();

    Fold.Folded folded =
        new ConversationFold(List.of(bench.projector), FoldConfig.DEFAULT).fold(rows, bench.lake);

    assertThat(folded.rows()).isEmpty();
    assertThat(folded.dead()).isEmpty();
  }

  @Test
  void fold_sameRowsAgain_changesNothing() {
    talk.person("list").reply("msg-1", "look", "call-0");
    List<Row> rows = talk.take();
    bench.fold(rows).fold(rows);

    assertThat(bench.last.rows()).isEmpty();
    assertThat(bench.last.dead()).isEmpty();
  }

  @Test
  void fold_twoWorkspacesWithOneSessionId_keepsThemApart() {
    talk.person("hello").reply("msg-1", "hi");
    List<Row> mine = talk.take();
    List<Row> rows = new ArrayList<>(mine);
    mine.forEach(row -> rows.add(row.copy().set("workspace", "other")));

    bench.fold(rows);

    assertThat(bench.texts()).hasSize(4);
    assertThat(bench.column(Datasets.SESSIONS, "workspace"))
        .containsExactlyInAnyOrder("local", "other");
  }

  @Test
  void fold_historyThatNobodyCanTell_isASessionWithoutMessages() {
    talk.person("hello").unseen("hi", null).fails();
    bench.projector.put(Talk.SESSION + "-0", List::of);

    bench.fold();

    assertThat(bench.texts()).isEmpty();
    assertThat(bench.session().number("message_count")).isZero();
  }

  @Test
  void fold_recallFails_forgetsAndFoldsTheBatchWhenItWorks() {
    talk.person("hello").reply("msg-1", "hi");
    bench.fold();
    talk.person("more").reply("msg-2", "there");
    List<Row> batch = talk.take();
    ConversationFold fold = new ConversationFold(List.of(bench.projector), FoldConfig.DEFAULT);
    SampleLake broken = new SampleLake();
    broken.breakDown();

    assertThatThrownBy(() -> fold.fold(batch, broken)).hasMessage("the lake is broken");

    bench.lake.keep(batch, fold.fold(batch, bench.lake));
    assertThat(bench.texts()).containsExactly("hello", "hi", "more", "there");
  }

  @Test
  void fold_sessionLongerThanTheLimit_leavesItOutUntilTheLimitIsRaised() {
    talk.person("hello").reply("msg-1", "hi");
    bench.fold().restart(new FoldConfig(10, 1000, 1));
    talk.person("more").reply("msg-2", "there");
    bench.fold();
    assertThat(bench.texts()).containsExactly("hello", "hi");
    assertThat(bench.metrics.leftOut).isEqualTo(3);

    bench.restart(FoldConfig.DEFAULT);
    talk.person("and more").reply("msg-3", "here");
    bench.fold();

    assertThat(bench.texts()).containsExactly("hello", "hi", "more", "there", "and more", "here");
  }

  @Test
  void new_noProjectorOfTheProxy_isRefused() {
    assertThatThrownBy(() -> new ConversationFold(List.of(), FoldConfig.DEFAULT))
        .hasMessage("projectors must have one of the signal proxy");
  }
}
