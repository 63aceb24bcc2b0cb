package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Datasets;
import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves behind, at each step of a commit and at any moment. */
class LakeCrashTest {
  @TempDir Path dir;

  @Test
  void crash_atEachStepOfACommit_countsEachRecordOnce() {
    Path lake = dir.resolve("lake");
    List<Path> crashes = new ArrayList<>();
    Map<String, List<String>> expected;
    try (TestTrail trail = new TestTrail(dir)) {
      trail.start(
          trail.config(),
          step -> {
            Path copy = dir.resolve("crash-" + crashes.size());
            FolderCopy.copy(lake, copy);
            crashes.add(copy);
          });
      for (int i = 0; i < 10; i++) {
        trail.exchange("s" + i % 3, "k" + i, TestTrail.DAY + i, "text " + i);
      }
      trail.commit();
      trail.append(TestProjector.open("open", "asked before the second commit"));
      Progress walked = walkedTo(trail);
      for (int i = 5; i < 15; i++) {
        trail.exchange("s" + i % 3, "k" + i, TestTrail.DAY + i, "text " + i + " more fully");
      }
      trail.catchUp();
      trail.commit(List.of(new Progress(walked.resume(), trail.journal.end(Signal.PROXY))));
      trail.append(TestProjector.close("open", "s9", "k99", TestTrail.DAY, "closed at last"));
      trail.catchUp();
      expected = trail.everything();
      trail.lake.compact();
    }
    assertThat(expected.get("exchanges")).hasSize(21);
    assertThat(crashes).hasSizeGreaterThan(12);
    for (Path crash : crashes) {
      FolderCopy.replace(crash, lake);
      try (TestTrail again = new TestTrail(dir).start()) {
        again.catchUp();
        assertThat(again.everything()).as(crash.toString()).isEqualTo(expected);
      }
      try (TestTrail afterwards = new TestTrail(dir).start()) {
        assertThat(afterwards.everything()).as("after " + crash).isEqualTo(expected);
      }
    }
  }

  /** The position at which the exchange that stays open begins. */
  private static Progress walkedTo(TestTrail trail) {
    long length = TestProjector.open("open", "asked before the second commit").length + 1;
    var end = trail.journal.end(Signal.PROXY);
    return new Progress(end.at(end.date(), end.offset() - length), end);
  }

  @Test
  void kill_atAnyMoment_countsEachRecordOnce() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 4; i++) {
      kill(Duration.ofMillis(random.nextInt(1200)), i);
    }
    Map<String, List<String>> killed;
    try (TestTrail again = new TestTrail(dir).start()) {
      again.catchUp();
      killed = again.everything();
      assertThat(killed.get("exchanges")).hasSize(exchangesRecorded(again));
      again.follower.rebuild(List.of(), (rows, lag) -> {});
      assertThat(again.everything()).isEqualTo(killed);
    }
  }

  private static int exchangesRecorded(TestTrail trail) {
    int closes = 0;
    try (var reader = trail.journal.read(trail.journal.start(Signal.PROXY))) {
      for (var line = reader.next(); line != null; line = reader.next()) {
        closes += new String(line.json()).contains("\"close\"") ? 1 : 0;
      }
    }
    assertThat(closes).isPositive();
    return closes;
  }

  private long lastCommit() throws IOException {
    return new CommitFolder(dir.resolve("lake/commits")).last().map(Commit::sequence).orElse(0L);
  }

  private void kill(Duration after, int round) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Recording.class.getName(),
                dir.toString(),
                Integer.toString(round))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      long before = lastCommit();
      for (int i = 0; i < 1000 && lastCommit() == before; i++) {
        child.waitFor(50, TimeUnit.MILLISECONDS);
      }
      assertThat(lastCommit()).as("the child commits").isGreaterThan(before);
      child.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(child.isAlive()).as("the child still records").isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** Records and commits as fast as it can until it is killed. */
  static final class Recording {
    private Recording() {}

    public static void main(String[] arguments) throws InterruptedException {
      TestTrail trail = new TestTrail(Path.of(arguments[0]));
      LakeConfig config = trail.config();
      trail.start(
          new LakeConfig(
              config.dir(),
              Duration.ofMillis(20),
              config.flushBytes(),
              Duration.ofMillis(200),
              config.commitBytes(),
              config.memory(),
              1,
              config.snapshotRetention(),
              config.compactAt(),
              4),
          step -> {});
      Random random = new Random(Long.parseLong(arguments[1]));
      List<String> open = new ArrayList<>();
      for (int i = 0; ; i++) {
        String id = arguments[1] + "-" + i;
        trail.append(TestProjector.open(id, "asked " + id));
        open.add(id);
        while (open.size() > 20 || (random.nextBoolean() && !open.isEmpty())) {
          String closing = open.remove(random.nextInt(open.size()));
          String key = "k" + random.nextInt(200);
          trail.append(
              TestProjector.close(
                  closing, "s" + random.nextInt(20), key, TestTrail.DAY + i, "said " + closing));
        }
        if (i % 20 == 0) {
          Thread.sleep(5);
          trail.lake.withTables(Upkeep::compact);
        }
      }
    }
  }

  @Test
  void commitFile_whoseFilesAreMissing_isDropped() throws IOException {
    Map<String, List<String>> expected;
    Path lake = dir.resolve("lake");
    Path copy = dir.resolve("crash");
    try (TestTrail trail = new TestTrail(dir)) {
      trail.start(
          trail.config(),
          step -> {
            if (step.equals("commit")) {
              FolderCopy.copy(lake, copy);
            }
          });
      trail.exchange("s1", "k1", TestTrail.DAY, "one");
      trail.commit();
      expected = trail.everything();
    }
    FolderCopy.delete(copy.resolve("tables/messages/data"));
    FolderCopy.replace(copy, lake);
    try (TestTrail again = new TestTrail(dir).start()) {
      again.catchUp();
      assertThat(again.everything()).isEqualTo(expected);
      assertThat(again.rows(Datasets.MESSAGES)).hasSize(1);
    }
  }
}
