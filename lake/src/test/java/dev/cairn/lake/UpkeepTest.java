package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  @TempDir Path dir;

  @Test
  void committedTable_plannedByIceberg_holdsTheRowsWithItsStatistics() throws Exception {
    try (TestTrail trail = new TestTrail(dir).start()) {
      for (int i = 0; i < 50; i++) {
        trail.exchange("session-" + i, "k" + i, TestTrail.DAY + i * TestTrail.HOUR, "text " + i);
      }
      trail.commit();
      List<String> expected = trail.rows(Datasets.MESSAGES);
      trail.stop();
      try (Tables tables = new Tables(trail.config())) {
        Table table = tables.table(Datasets.MESSAGES);
        assertThat(table.currentSnapshot().summary()).containsEntry(Tables.COMMIT, "1");
        List<Path> files = tables.files(Datasets.MESSAGES).stream().map(LakeFile::path).toList();
        assertThat(files).hasSize(3);
        assertThat(TestTrail.rows(Datasets.MESSAGES, files, java.util.Set.of()))
            .isEqualTo(expected);
        assertThat(planned(table, "2026-11-06T03:00:00+00:00")).isEqualTo(24 + 2);
        assertThat(planned(table, "2026-11-06T23:30:00+00:00")).isEqualTo(2);
      }
      trail.start();
    }
  }

  /** How many rows lie in files that can hold rows of this time or later. */
  private static long planned(Table table, String from) throws IOException {
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .filter(Expressions.greaterThanOrEqual("ts", from))
            .includeColumnStats()
            .planFiles()) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        assertThat(file.valueCounts().values()).allMatch(count -> count == file.recordCount());
        rows += file.recordCount();
      }
    }
    return rows;
  }

  @Test
  void files_replacedWhileRead_liveUntilTheLastReaderLeaves() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "k1", TestTrail.DAY, "one");
      trail.catchUp();
      Snapshot before = trail.lake.lease();
      Snapshot also = trail.lake.lease();
      List<Path> micro = before.files(Datasets.MESSAGES);
      trail.commit();
      assertThat(trail.lake.lease().files(Datasets.MESSAGES)).doesNotContainAnyElementsOf(micro);
      assertThat(micro).allMatch(Files::exists);
      before.close();
      before.close();
      assertThat(micro).allMatch(Files::exists);
      also.close();
      assertThat(micro).noneMatch(Files::exists);
    }
  }

  @Test
  void expiry_afterRetention_deletesReplacedFilesThatNobodyReads() throws IOException {
    try (TestTrail trail = new TestTrail(dir).start()) {
      for (int i = 0; i < 3; i++) {
        trail.exchange("s1", "k" + i, TestTrail.DAY + i, "text " + i);
        trail.commit();
      }
      Snapshot reader = trail.lake.lease();
      List<Path> old = reader.files(Datasets.MESSAGES);
      trail.lake.compact();
      trail.exchange("s1", "k9", TestTrail.DAY + 9, "text 9");
      trail.commit();
      clean(trail, Instant.now().plus(Duration.ofMinutes(10)));
      assertThat(old).hasSize(3).allMatch(Files::exists);
      clean(trail, Instant.now().plus(Duration.ofMinutes(20)));
      assertThat(old).allMatch(Files::exists);
      reader.close();
      assertThat(old).noneMatch(Files::exists);
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(4);
      assertThat(parquetFiles(Datasets.MESSAGES)).isEqualTo(2);
    }
  }

  private static void clean(TestTrail trail, Instant now) {
    Lake.await(
        trail.lake.withTables(upkeep -> {
          upkeep.clean(now);
          return true;
        }));
  }

  private long parquetFiles(Dataset dataset) throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("lake/tables/" + dataset + "/data"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void orphans_olderThanAnHour_areSweptAtStart() throws IOException {
    Path old = dir.resolve("lake/tables/messages/data/ts_day=2026-11-05/commit-old.parquet");
    Path young = old.resolveSibling("commit-young.parquet");
    try (TestTrail trail = new TestTrail(dir).start()) {
      trail.exchange("s1", "k1", TestTrail.DAY, "one");
      trail.commit();
      Files.writeString(old, "orphan");
      Files.writeString(young, "orphan");
      Files.setLastModifiedTime(old, FileTime.from(trail.now.minus(Duration.ofHours(2))));
      Files.setLastModifiedTime(young, FileTime.from(trail.now));
      trail.stop();
      trail.start();
      clean(trail, trail.now);
      assertThat(old).doesNotExist();
      assertThat(young).exists();
      assertThat(trail.rows(Datasets.MESSAGES)).hasSize(1);
    }
  }

  @Test
  void compact_daysInPieces_sortsThemAndKeepsTheCommit() throws Exception {
    try (TestTrail trail = new TestTrail(dir).start()) {
      for (int i = 0; i < 40; i++) {
        trail.exchange("s" + (40 - i) % 7, "k" + i, TestTrail.DAY + i, "body " + i);
        if (i % 10 == 9) {
          trail.commit();
        }
      }
      trail.now = Instant.parse("2026-11-06T04:00:00Z");
      Map<String, List<String>> before = trail.everything();
      trail.lake.compact();
      assertThat(trail.everything()).isEqualTo(before);
      assertThat(trail.lake.shelf().contents().committed(Datasets.EXCHANGES))
          .singleElement()
          .extracting(file -> FileKind.of(file.path()))
          .isEqualTo(FileKind.SORTED);
      trail.stop();
      try (Tables tables = new Tables(trail.config())) {
        assertThat(tables.commit(Datasets.EXCHANGES)).isEqualTo(4);
      }
      trail.start();
      assertThat(trail.everything()).isEqualTo(before);
    }
  }

  @Test
  void compaction_inManyBatches_losesNoRowAndKeepsTheOrder() throws Exception {
    try (TestTrail trail = new TestTrail(dir).start()) {
      for (int i = 0; i < 90; i++) {
        String session = i % 5 == 0 ? "" : "s" + i % 4;
        trail.exchange(session, "k" + i, TestTrail.DAY + i / 2, "b".repeat(i * 97 % 4000));
        if (i % 30 == 29) {
          trail.commit();
        }
      }
      List<String> before = trail.rows(Datasets.EXCHANGES);
      List<LakeFile> files = trail.lake.shelf().contents().committed(Datasets.EXCHANGES);
      Compaction compaction =
          new Compaction(Datasets.EXCHANGES, new Compaction.Part(files, FileKind.SORTED));
      try (DuckDBConnection connection = trail.lake.writer().connect()) {
        DataWriter writer = new DataWriter(connection, trail.config());
        while (!compaction.step(connection, writer, 30_000)) {
          assertThat(compaction.fits(trail.lake.shelf().contents())).isTrue();
        }
      }
      List<LakeFile> written = compaction.change().addedFiles(Datasets.EXCHANGES);
      assertThat(written).hasSizeBetween(5, 15);
      List<Path> paths = written.stream().map(LakeFile::path).toList();
      assertThat(TestTrail.rows(Datasets.EXCHANGES, paths, java.util.Set.of())).isEqualTo(before);
      for (int i = 1; i < written.size(); i++) {
        String most = written.get(i - 1).sessions().most();
        assertThat(written.get(i).sessions().least()).isGreaterThanOrEqualTo(most);
      }
    }
  }

  @Test
  void commit_whileADayIsCompacted_wins() {
    try (TestTrail trail = new TestTrail(dir).start()) {
      for (int i = 0; i < 3; i++) {
        trail.exchange("s1", "k" + i, TestTrail.DAY + i, "text " + i);
        trail.commit();
      }
      Lake.await(
          trail.lake.withTables(upkeep -> {
            upkeep.planAll();
            return upkeep.compact();
          }));
      trail.exchange("s1", "k1", TestTrail.DAY + 9, "more fully");
      trail.commit();
      Map<String, List<String>> before = trail.everything();
      while (Lake.await(trail.lake.withTables(Upkeep::compact))) {
        assertThat(trail.everything()).isEqualTo(before);
      }
      assertThat(trail.everything()).isEqualTo(before);
    }
  }
}
