package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeFollowerTest {
  @TempDir Path dir;

  @Test
  void row_recorded_canBeAskedForWithinASecond() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "warm", TestTrail.DAY, "warm");
      trail.catchUp();
      long start = System.nanoTime();
      trail.exchange("s1", "k1", TestTrail.DAY, "hello");
      while (trail.rows(Datasets.MESSAGES).size() < 2) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      }
      assertThat(trail.rows(Datasets.EXCHANGES)).hasSize(2);
    }
  }

  @Test
  void replacedRows_aroundFlushCommitAndRestart_areSeenNever() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "k1", TestTrail.DAY, "first");
      trail.catchUp();
      trail.exchange("s1", "k1", TestTrail.DAY, "told more fully");
      trail.exchange("s1", "k2", TestTrail.DAY, "second");
      trail.catchUp();
      Map<String, List<String>> flushed = trail.everything();
      assertThat(flushed.get("messages")).hasSize(2);
      assertThat(flushed.get("sessions")).hasSize(1);
      trail.commit();
      assertThat(trail.everything()).isEqualTo(flushed);
      assertThat(trail.lake.shelf().contents().dead(Datasets.MESSAGES)).isEmpty();

      trail.exchange("s1", "k2", TestTrail.DAY, "second, more fully");
      trail.catchUp();
      Map<String, List<String>> replaced = trail.everything();
      assertThat(replaced.get("messages")).hasSize(2).anyMatch(row -> row.contains("second, more"));
      trail.commit();
      assertThat(trail.everything()).isEqualTo(replaced);
      trail.lake.compact();
      assertThat(trail.everything()).isEqualTo(replaced);
      trail.stop();
      trail.start();
      assertThat(trail.everything()).isEqualTo(replaced);
    }
  }

  @Test
  void flush_rowThatWasReplaced_livesAgainOnce() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.append(TestProjector.close("x1", "s1", "k1", TestTrail.DAY, "one"));
      trail.catchUp();
      List<String> first = trail.everything().get("messages");
      trail.append(TestProjector.close("x2", "s1", "k1", TestTrail.DAY, "two"));
      trail.catchUp();
      assertThat(trail.everything().get("messages")).hasSize(1).isNotEqualTo(first);
      trail.append(TestProjector.close("x1", "s1", "k1", TestTrail.DAY, "one"));
      trail.catchUp();
      assertThat(trail.everything().get("messages")).isEqualTo(first);
      trail.commit();
      assertThat(trail.everything().get("messages")).isEqualTo(first);
    }
  }

  @Test
  void session_cannotBeFolded_stopsNoOtherAndStaysInWitnessed() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "k1", TestTrail.DAY, "before");
      trail.exchange("bad", "poison", TestTrail.DAY, "poison");
      trail.exchange("s2", "k2", TestTrail.DAY, "after");
      trail.catchUp();

      assertThat(trail.rows(Datasets.WITNESSED)).hasSize(3);
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(2);
      assertThat(trail.follower.report().healthy()).isFalse();
      assertThat(trail.follower.report().facts().get("rows_not_folded").toString()).isIn("1", "2");
      trail.exchange("s1", "k3", TestTrail.DAY, "later");
      trail.commit();
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(3);
    }
  }

  @Test
  void restart_openExchange_isTakenOnceWhenItCloses() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.append(TestProjector.open("slow", "asked long ago"));
      for (int i = 0; i < 20; i++) {
        trail.exchange("s1", "k" + i, TestTrail.DAY + i, "text " + i);
      }
      trail.catchUp();
      trail.stop();
      trail.start();
      trail.append(TestProjector.close("slow", "s2", "late", TestTrail.DAY, "at last"));
      trail.catchUp();
      assertThat(trail.rows(Datasets.EXCHANGES))
          .hasSize(21)
          .anyMatch(row -> row.contains("asked long ago"));
    }
  }

  @Test
  void kill_beforeAnyCommit_replaysFromTheJournal() {
    TestTrail first = new TestTrail(dir).start();
    first.exchange("s1", "k1", TestTrail.DAY, "hello");
    first.catchUp();
    Map<String, List<String>> before = first.everything();
    FolderCopy.copy(dir.resolve("lake"), dir.resolve("killed"));
    first.close();
    FolderCopy.replace(dir.resolve("killed"), dir.resolve("lake"));
    try (TestTrail again = new TestTrail(dir).start()) {
      again.catchUp();
      assertThat(again.everything()).isEqualTo(before);
    }
  }

  @Test
  void dayChange_inJournalAndEvents_isFollowed() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.append(TestProjector.open("x", "before midnight"));
      trail.exchange("s1", "k1", TestTrail.DAY + 23 * TestTrail.HOUR, "late");
      trail.catchUp();
      trail.journal.day(LocalDate.of(2026, 11, 6));
      trail.catchUp();
      trail.append(
          TestProjector.close("x", "s1", "k2", TestTrail.DAY + 25 * TestTrail.HOUR, "early"));
      trail.commit();
      assertThat(trail.rows(Datasets.EXCHANGES)).hasSize(2);
      assertThat(trail.lake.shelf().contents().committed(Datasets.EXCHANGES))
          .extracting(LakeFile::day)
          .containsExactlyInAnyOrder(20762, 20763);
    }
  }

  @Test
  void body_of20Megabytes_isKeptWhole() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      String body = "0123456789abcdef".repeat(20 << 16);
      trail.exchange("s1", "k1", TestTrail.DAY, body);
      trail.commit();
      trail.lake.compact();
      assertThat(trail.rows(Datasets.EXCHANGES)).singleElement().matches(row -> row.contains(body));
    }
  }

  @Test
  void rowWithoutTimeOrSession_isKept() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("", "k1", TestTrail.DAY, "no session");
      trail.exchange("s'1", "k'1", -1, "long ago");
      trail.commit();
      trail.exchange("", "k2", TestTrail.DAY, "no session");
      trail.commit();
      trail.lake.compact();
      assertThat(trail.rows(Datasets.EXCHANGES)).hasSize(3);
    }
  }

  @Test
  void ioError_whileWriting_losesNothingAndRecovers() throws IOException {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "k1", TestTrail.DAY, "one");
      trail.catchUp();
      Path micro = dir.resolve("lake/micro");
      Path aside = dir.resolve("lake/aside");
      Files.move(micro, aside);
      Files.writeString(micro, "in the way");
      trail.exchange("s1", "k2", TestTrail.DAY, "two");
      assertThat(trail.follower.awaitCaughtUp(Duration.ofMillis(500))).isFalse();
      assertThat(trail.follower.report().healthy()).isFalse();
      assertThat(trail.fold.forgotten).isPositive();
      Files.delete(micro);
      Files.move(aside, micro);
      trail.catchUp();
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(2);
      assertThat(trail.rows(Datasets.SESSIONS)).hasSize(1);
      assertThat(trail.follower.report().healthy()).isTrue();
    }
  }

  @Test
  void ioError_whileCommitting_losesNothingAndRecovers() throws IOException {
    Path commits = dir.resolve("lake/commits");
    Files.createDirectories(commits.getParent());
    Files.writeString(commits, "in the way");
    try (TestTrail trail = new TestTrail(dir)) {
      LakeConfig config = trail.config();
      trail.start(
          new LakeConfig(
              config.dir(),
              config.flushAfter(),
              config.flushBytes(),
              Duration.ofMillis(50),
              config.commitBytes(),
              config.memory(),
              1,
              config.snapshotRetention(),
              config.compactAt(),
              config.compactFiles()),
          step -> {});
      trail.exchange("s1", "k1", TestTrail.DAY, "one");
      trail.catchUp();
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (trail.follower.report().healthy()) {
        assertThat(System.nanoTime()).isLessThan(until);
      }
      assertThat(trail.follower.report().facts().get("commit_trouble").toString())
          .contains("commits");
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(1);
      Files.delete(commits);
      trail.awaitCommitted();
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(1);
      assertThat(trail.follower.report().facts()).containsKey("last_commit");
    }
  }

  @Test
  void report_afterACommit_tellsRowsFilesAndLag() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "k1", TestTrail.DAY, "one");
      trail.commit();
      trail.exchange("s1", "k1", TestTrail.DAY, "more fully");
      trail.catchUp();
      assertThat(trail.follower.report().facts())
          .containsEntry("lag_bytes", 0L)
          .containsEntry("waiting_rows", 0)
          .containsKey("last_flush");
      assertThat(trail.follower.report().facts().get("tables").toString())
          .contains("messages={rows=1, files=1, micro_files=1, dead_rows=1}");
    }
  }

  @Test
  void close_neverStarted_isSafe() {
    Lake lake = new Lake(LakeConfig.in(dir), java.time.InstantSource.system(), LakeMetrics.NONE);
    lake.close();
    lake.close();
  }
}
