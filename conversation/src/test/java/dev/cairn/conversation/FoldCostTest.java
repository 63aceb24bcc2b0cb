package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What folding costs, counted in rows read again and rows written, not in time. */
class FoldCostTest {
  private final FoldBench bench = new FoldBench();
  private final Talk talk = bench.talk;

  @Test
  void fold_longSessionInOrder_readsNothingAgain() {
    longSession(300);
  }

  @Test
  @Tag("slow")
  void fold_sessionOf2000Turns_readsNothingAgain() {
    longSession(2_000);
  }

  private void longSession(int turns) {
    int written = 0;
    for (int turn = 0; turn < turns; turn++) {
      talk.person("list " + turn).reply("msg-a" + turn, "look", "call-" + turn);
      talk.result("call-" + turn, "a file").reply("msg-b" + turn, "OK");
      bench.fold();
      written += bench.last.rows().size();
    }

    assertThat(bench.metrics.slow).as("only the first batch").isEqualTo(1);
    assertThat(bench.metrics.fast).isEqualTo(turns - 1);
    assertThat(bench.lake.recalled()).isZero();
    assertThat(bench.projector.asked()).isZero();
    assertThat(written).as("5 parts, 1 call, 1 session a turn").isEqualTo(7 * turns);
  }

  @Test
  void fold_sessionJoinedInTheMiddleAndRewritten_readsOneHistoryEach() {
    talk.person("hello").unseen("hi", null).person("so").reply("msg-0", "so what");
    bench.fold();
    for (int turn = 0; turn < 50; turn++) {
      talk.compact("the time is " + turn).unseen("hi", null).person("so");
      talk.reply("msg-" + turn, "so what");
      bench.fold();
    }

    assertThat(bench.metrics.slow).isEqualTo(1);
    assertThat(bench.projector.asked()).isEqualTo(51);
  }

  @Test
  void fold_floodOfEqualExchanges_remembersOneKeyEach() {
    flood(100);
  }

  @Test
  @Tag("slow")
  void fold_floodOfHalfAMillionEqualExchanges_remembersOneKeyEach() {
    flood(1_000);
  }

  private void flood(int batches) {
    ConversationFold fold =
        new ConversationFold(List.of(bench.projector), FoldConfig.DEFAULT, bench.metrics);
    talk.person("hello");
    long written = 0;
    for (int batch = 0; batch < batches; batch++) {
      for (int i = 0; i < 500; i++) {
        talk.reply("msg-" + batch + "-" + i, "OK").back(1);
      }
      written += fold.fold(talk.take(), bench.lake).rows().size();
    }

    long replies = 500L * batches;
    assertThat(bench.metrics.slow).isEqualTo(1);
    assertThat(bench.metrics.fast).isEqualTo(batches - 1);
    assertThat(written).as("replies, words once, sessions").isEqualTo(replies + 1 + batches);
    assertThat(bench.metrics.keys).isBetween(replies, replies + 100);
  }

  @Test
  void fold_parallelExchangesEndingInAnotherOrder_settlesSoon() {
    talk.person("hello");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      talk.reply("msg-" + i, "OK").back(1);
      rows.addAll(0, talk.take());
    }
    bench.fold(rows);
    for (int i = 64; i < 500; i++) {
      talk.reply("msg-" + i, "OK").back(1);
      bench.fold();
    }

    assertThat(bench.metrics.slow).isEqualTo(1);
  }

  @Test
  void fold_moreSessionsThanMayBeRemembered_forgetsTheOldest() {
    FoldConfig limits = new FoldConfig(3, 1_000, 1_000);
    Fold fold = new ConversationFold(List.of(bench.projector), limits, bench.metrics);
    for (int i = 0; i < 10; i++) {
      Talk other = new Talk(bench.projector, "session-" + i);
      List<Row> batch = other.person("hello").reply("msg-1", "hi").take();
      bench.lake.keep(batch, fold.fold(batch, bench.lake));
    }

    assertThat(bench.metrics.sessions).isEqualTo(3);
  }

  @Test
  void fold_sessionWithMoreKeysThanMayBeRemembered_isReadAgainAndRight() {
    FoldBench tight = new FoldBench(new FoldConfig(3, 40, 1_000));
    for (int turn = 0; turn < 20; turn++) {
      tight.talk.person("list " + turn).reply("msg-" + turn, "OK");
      tight.fold();
    }

    assertThat(tight.metrics.slow).isGreaterThan(10);
    assertThat(tight.metrics.keys).isLessThanOrEqualTo(40);
    assertThat(tight.texts()).hasSize(40);
  }

  @Test
  void fold_moreOpenCallsThanMayBeKept_readsTheForgottenAgain() {
    talk.person("go");
    for (int call = 0; call < 1_100; call++) {
      talk.reply("msg-" + call, "look", "call-" + call).back(1);
    }
    bench.fold();

    talk.result("call-1050", "kept").reply("msg-kept", "OK");
    bench.fold();
    assertThat(bench.metrics.slow).isEqualTo(1);
    talk.result("call-3", "forgotten").reply("msg-forgotten", "OK");
    bench.fold();

    assertThat(bench.metrics.slow).isEqualTo(2);
    assertThat(bench.message("forgotten").text("tool_name")).isEqualTo("Bash");
  }
}
