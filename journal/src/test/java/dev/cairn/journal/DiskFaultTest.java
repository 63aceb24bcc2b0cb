package dev.cairn.journal;

import static dev.cairn.journal.Samples.append;
import static dev.cairn.journal.Samples.large;
import static dev.cairn.journal.Samples.record;
import static dev.cairn.journal.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Report;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import dev.cairn.trail.Outcome.Delivered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class DiskFaultTest {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final JournalConfig CONFIG =
      new JournalConfig(1 << 20, true, Duration.ZERO, 3, 0, 0, PAUSE);

  @TempDir Path recordings;
  private final FaultyDisk disk = new FaultyDisk();
  private final TestClock clock = new TestClock();
  private FileJournal journal;

  @BeforeEach
  void start() {
    journal = new FileJournal(CONFIG, recordings, "ada", clock, JournalMetrics.NONE, disk);
    journal.start();
  }

  @AfterEach
  void close() {
    disk.stall.countDown();
    journal.close();
  }

  private Path today() {
    return recordings.resolve("ada/proxy/2026-11-20.jsonl");
  }

  private void awaitHealthy() throws InterruptedException {
    while (!journal.report().healthy()) {
      Thread.sleep(5);
    }
  }

  @Test
  void write_fails_isToBeRetriedAndLeavesNothing() throws Exception {
    append(journal, record(0));
    disk.failsToWrite = true;
    assertThat(append(journal, record(1), large(100_000)))
        .isEqualTo(new Outcome.Retry("the journal cannot write: No space left on device", PAUSE));
    Report report = journal.report();
    assertThat(report.healthy()).isFalse();
    assertThat(report.facts()).containsEntry("trouble", "cannot write: No space left on device");
    assertThat(append(journal, record(1))).isInstanceOf(Outcome.Retry.class);
    assertThat(texts(journal)).isEqualTo(texts(0, 1));
    assertThat(journal.pendingBytes()).isZero();

    disk.failsToWrite = false;
    awaitHealthy();
    assertThat(append(journal, record(1))).isEqualTo(Delivered.DELIVERED);
    assertThat(texts(journal)).isEqualTo(texts(0, 2));
    assertThat(Files.readString(today())).isEqualTo("{\"n\":0}\n{\"n\":1}\n");
  }

  @Test
  void sync_fails_whatWasWrittenIsNotDurable() throws Exception {
    append(journal, record(0));
    disk.failsToSync = true;
    assertThat(append(journal, record(1)))
        .isEqualTo(new Outcome.Retry("the journal cannot write: Input/output error", PAUSE));
    assertThat(texts(journal)).isEqualTo(texts(0, 1));
    disk.failsToSync = false;
    awaitHealthy();
    append(journal, record(2));
    journal.close();
    start();
    assertThat(texts(journal)).containsExactly("{\"n\":0}", "{\"n\":2}");
  }

  @Test
  void open_ofANewDayFails_isToBeRetriedAndGoesOnLater() throws Exception {
    append(journal, record(0));
    disk.failsToOpen = true;
    clock.pass(Duration.ofDays(1));
    assertThat(append(journal, record(1)))
        .isEqualTo(new Outcome.Retry("the journal cannot write: Read-only file system", PAUSE));
    disk.failsToOpen = false;
    awaitHealthy();
    append(journal, record(1));
    assertThat(texts(journal)).isEqualTo(texts(0, 2));
  }

  @Test
  void purge_whileTheDiskFails_isFinishedByTheNext() throws Exception {
    append(journal, record(0), record(1), record(2));
    List<JournalRecord> all = Samples.readAll(journal, journal.start(Signal.PROXY));
    disk.failsToWrite = true;
    assertThatThrownBy(() -> journal.purge(List.of(all.get(0).position())))
        .isInstanceOf(CairnException.class)
        .hasMessageEndingWith("or start: the journal cannot write: No space left on device");
    disk.failsToWrite = false;
    awaitHealthy();
    assertThat(journal.purge(List.of(all.get(1).position()))).isEqualTo(1);
    assertThat(texts(journal)).containsExactly("{\"n\":2}");
    assertThat(Samples.readAll(journal, journal.start(Signal.PURGES))).hasSize(2);
  }

  @Test
  void close_whileTheDiskFails_answersAndLeavesNoTornLine() throws IOException {
    append(journal, record(0));
    disk.failsToWrite = true;
    append(journal, large(100_000));
    journal.close();
    assertThat(Files.readString(today())).isEqualTo("{\"n\":0}\n");
  }

  @Test
  void sync_stalls_showsPendingBytesAndHidesWhatIsNotDurable() {
    append(journal, record(0));
    disk.stall = new CountDownLatch(1);
    CompletableFuture<Outcome> waiting = journal.append(Signal.PROXY, List.of(record(1)));
    assertThat(journal.pendingBytes()).isEqualTo(8);
    assertThat(texts(journal)).isEqualTo(texts(0, 1));
    disk.stall.countDown();
    assertThat(waiting.join()).isEqualTo(Delivered.DELIVERED);
    assertThat(texts(journal)).isEqualTo(texts(0, 2));
  }

  @Test
  void tidy_whileTheFirstBatchOfANewDayStalls_compressesAllOfTheOldDay() throws Exception {
    append(journal, 0, 100);
    clock.pass(Duration.ofDays(1));
    disk.stall = new CountDownLatch(1);
    CompletableFuture<Outcome> waiting = journal.append(Signal.PROXY, List.of(large(600_000)));
    while (!Files.exists(today().resolveSibling("2026-11-21.jsonl"))) {
      Thread.sleep(1);
    }
    journal.tidy();
    assertThat(today().resolveSibling("2026-11-20.jsonl.zst")).exists();
    disk.stall.countDown();
    waiting.join();
    assertThat(texts(journal)).hasSize(101).startsWith("{\"n\":0}", "{\"n\":1}");
  }

  @Test
  void buffer_full_isToBeRetriedAtOnce() {
    disk.stall = new CountDownLatch(1);
    CompletableFuture<Outcome> waiting = journal.append(Signal.PROXY, List.of(large(1_000_000)));
    CompletableFuture<Outcome> turnedAway = journal.append(Signal.PROXY, List.of(large(60_000)));
    assertThat(turnedAway)
        .isCompletedWithValue(
            new Outcome.Retry(
                "the journal's buffer of 1048576 bytes is full", Duration.ofMillis(50)));
    disk.stall.countDown();
    assertThat(waiting.join()).isEqualTo(Delivered.DELIVERED);
    assertThat(append(journal, large(60_000))).isEqualTo(Delivered.DELIVERED);
  }

  @Test
  void close_whileAppendsWait_makesThemDurable() throws Exception {
    disk.stall = new CountDownLatch(1);
    List<CompletableFuture<Outcome>> waiting =
        Samples.records(0, 100).stream()
            .map(record -> journal.append(Signal.PROXY, List.of(record)))
            .toList();
    Thread closing = Thread.ofVirtual().start(journal::close);
    disk.stall.countDown();
    closing.join();
    assertThat(waiting).allMatch(outcome -> outcome.join() == Delivered.DELIVERED);
    start();
    assertThat(texts(journal)).isEqualTo(texts(0, 100));
  }
}
