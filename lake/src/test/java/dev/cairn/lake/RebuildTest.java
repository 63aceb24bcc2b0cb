package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.model.Datasets;
import dev.cairn.model.Signal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
  @TempDir Path dir;

  @Test
  void rebuild_ofALakeWithHistory_equalsTheLake() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      fill(trail);
      Map<String, List<String>> before = trail.everything();
      List<Long> told = new ArrayList<>();
      trail.follower.rebuild(List.of(), (rows, lag) -> told.add(rows));
      assertThat(trail.everything()).isEqualTo(before);
      assertThat(told.getLast()).isPositive();

      trail.exchange("s1", "after", TestTrail.DAY, "after the rebuild");
      trail.catchUp();
      assertThat(trail.rows(Datasets.EXCHANGES)).hasSize(before.get("exchanges").size() + 1);
      assertThat(trail.rows(Datasets.SESSIONS)).hasSize(3);
      Map<String, List<String>> after = trail.everything();
      trail.stop();
      trail.start();
      trail.catchUp();
      assertThat(trail.everything()).isEqualTo(after);
    }
  }

  private static void fill(TestTrail trail) {
    for (int i = 0; i < 30; i++) {
      trail.exchange("s" + i % 3, "k" + i % 20, TestTrail.DAY + i, "text " + i);
      if (i == 10) {
        trail.commit();
        trail.journal.day(LocalDate.of(2026, 11, 6));
      }
      if (i == 20) {
        trail.catchUp();
      }
    }
    trail.catchUp();
  }

  @Test
  void rebuild_withAnotherJournal_holdsBoth() {
    TestJournal other = new TestJournal(dir.resolve("other"));
    other.append(Signal.PROXY, List.of(TestProjector.open("o1", "asked elsewhere"))).join();
    other
        .append(
            Signal.PROXY,
            List.of(TestProjector.close("o1", "s8", "k1", TestTrail.DAY, "said elsewhere")))
        .join();
    try (TestTrail trail = new TestTrail(dir).start()) {
      fill(trail);
      trail.follower.rebuild(List.of(other), (rows, lag) -> {});
      assertThat(trail.rows(Datasets.EXCHANGES))
          .hasSize(31)
          .anyMatch(row -> row.contains("said elsewhere"));
      trail.stop();
      trail.start();
      trail.catchUp();
      assertThat(trail.rows(Datasets.EXCHANGES)).hasSize(31);
    }
  }

  @Test
  void rebuild_thatFails_leavesTheOldLake() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      fill(trail);
      Map<String, List<String>> before = trail.everything();
      assertThatThrownBy(() ->
              trail.follower.rebuild(
                  List.of(),
                  (rows, lag) -> {
                    throw new IllegalStateException("the person gave up");
                  }))
          .isInstanceOf(CairnException.class)
          .hasMessageContaining("the person gave up");
      assertThat(trail.everything()).isEqualTo(before);
      trail.exchange("s1", "after", TestTrail.DAY, "goes on");
      trail.catchUp();
      assertThat(trail.rows(Datasets.EXCHANGES)).hasSize(31);
    }
  }

  @Test
  void rebuild_oldLakeMeanwhile_answers() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      fill(trail);
      Map<String, List<String>> before = trail.everything();
      List<Map<String, List<String>>> seen = new ArrayList<>();
      trail.follower.rebuild(List.of(), (rows, lag) -> seen.add(trail.everything()));
      assertThat(seen).isNotEmpty().allMatch(before::equals);
    }
  }
}
