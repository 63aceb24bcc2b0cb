package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Signal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A journal, a lake and its follower in a folder, and a clock that is set by hand. */
final class TestTrail implements AutoCloseable {
  /** 2026-11-05T00:00:00Z in microseconds. */
  static final long DAY = Instant.parse("2026-11-05T00:00:00Z").getEpochSecond() * 1_000_000;

  static final long HOUR = 3_600_000_000L;

  final Path dir;
  final TestJournal journal;
  final TestFold fold = new TestFold();
  Instant now = Instant.parse("2026-11-05T02:00:00Z");
  Lake lake;
  LakeFollower follower;
  private int count;

  TestTrail(Path dir) {
    this.dir = dir;
    this.journal = new TestJournal(dir.resolve("recordings"));
  }

  LakeConfig config() {
    LakeConfig config = LakeConfig.in(dir.resolve("lake"));
    return new LakeConfig(
        config.dir(),
        Duration.ofMillis(50),
        config.flushBytes(),
        Duration.ofHours(1),
        config.commitBytes(),
        config.memory(),
        1,
        config.snapshotRetention(),
        config.compactAt(),
        config.compactFiles());
  }

  TestTrail start() {
    return start(config(), step -> {});
  }

  TestTrail start(LakeConfig config, Consumer<String> reached) {
    lake = new Lake(config, () -> now, LakeMetrics.NONE, reached);
    lake.start();
    follower =
        new LakeFollower(
            lake, journal, List.of(new TestProjector()), fold, () -> now, LakeMetrics.NONE);
    follower.start();
    return this;
  }

  /** Records one exchange and gives its id. */
  String exchange(String session, String key, long ts, String body) {
    String id = "x" + ++count + "-" + session + "-" + key;
    append(TestProjector.open(id, "asked " + key));
    append(TestProjector.close(id, session, key, ts, body));
    return id;
  }

  void append(byte[] line) {
    journal.append(Signal.PROXY, List.of(line)).join();
  }

  void catchUp() {
    if (!follower.awaitCaughtUp(Duration.ofSeconds(30))) {
      throw new AssertionError("not caught up: " + follower.report());
    }
  }

  /** Commits what was flushed. */
  void commit() {
    catchUp();
    List<Progress> walked =
        List.of(new Progress(journal.end(Signal.PROXY), journal.end(Signal.PROXY)));
    commit(walked);
  }

  /** Waits until the follower has committed everything by itself. */
  void awaitCommitted() {
    catchUp();
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!lake.shelf().contents().microPaths().isEmpty()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not committed: " + follower.report());
      }
      Thread.onSpinWait();
    }
  }

  void commit(List<Progress> walked) {
    Contents frozen = lake.shelf().contents();
    Lake.await(
        lake.withTables(upkeep -> {
          upkeep.commit(frozen, walked);
          return true;
        }));
  }

  /** All rows that a reader sees, a text for each, in order. */
  List<String> rows(Dataset dataset) {
    try (Snapshot snapshot = lake.lease()) {
      return rows(dataset, snapshot.files(dataset), snapshot.dead(dataset));
    }
  }

  /** All rows of all datasets. */
  Map<String, List<String>> everything() {
    Map<String, List<String>> all = new TreeMap<>();
    Datasets.ALL.forEach(dataset -> all.put(dataset.name(), rows(dataset)));
    return all;
  }

  static List<String> rows(Dataset dataset, List<Path> files, java.util.Set<Long> dead) {
    List<String> rows = new ArrayList<>();
    if (files.isEmpty()) {
      return rows;
    }
    String sql =
        "SELECT * FROM "
            + SqlTypes.scan(dataset, files)
            + " WHERE true"
            + Recollection.alive(dead)
            + " ORDER BY ALL";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= dataset.columns().size(); i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return rows;
  }

  void stop() {
    follower.close();
    lake.close();
  }

  @Override
  public void close() {
    stop();
  }
}
