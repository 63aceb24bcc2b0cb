package dev.cairn.journal;

import static dev.cairn.journal.Samples.append;
import static dev.cairn.journal.Samples.large;
import static dev.cairn.journal.Samples.readAll;
import static dev.cairn.journal.Samples.record;
import static dev.cairn.journal.Samples.text;
import static dev.cairn.journal.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Signal;
import dev.cairn.trail.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompressionTest {
  @TempDir Path recordings;
  private final TestClock clock = new TestClock();
  private FileJournal journal;

  @BeforeEach
  void start() {
    journal = new FileJournal(JournalConfig.DEFAULT, recordings, "ada", clock, JournalMetrics.NONE);
    journal.start();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private Path plain() {
    return recordings.resolve("ada/proxy/2026-11-20.jsonl");
  }

  private Path packed() {
    return recordings.resolve("ada/proxy/2026-11-20.jsonl.zst");
  }

  @Test
  void tidy_dayClosedLongEnough_isCompressed() throws IOException {
    append(journal, record(0));
    clock.set("2026-11-21T00:09:59Z");
    journal.tidy();
    assertThat(packed()).doesNotExist();
    clock.set("2026-11-21T00:10:00Z");
    journal.tidy();
    assertThat(packed()).exists();
    assertThat(plain()).doesNotExist();
    append(journal, record(1));
    assertThat(texts(journal)).isEqualTo(texts(0, 2));
  }

  @Test
  void tidy_today_isLeftAlone() throws IOException {
    append(journal, record(0));
    clock.set("2026-11-20T23:59:59Z");
    journal.tidy();
    assertThat(plain()).exists();
  }

  @Test
  void reader_inTheMiddle_goesOnInTheCompressedFile() throws IOException {
    append(journal, 0, 100_000);
    try (JournalReader reader = journal.read(journal.start(Signal.PROXY))) {
      List<JournalRecord> first = new java.util.ArrayList<>();
      for (int i = 0; i < 50_000; i++) {
        first.add(reader.next());
      }
      clock.pass(Duration.ofDays(1));
      journal.tidy();
      assertThat(plain()).doesNotExist();
      append(journal, record(100_000));
      List<JournalRecord> rest = readAll(reader);
      assertThat(texts(first)).isEqualTo(texts(0, 50_000));
      assertThat(texts(rest)).isEqualTo(texts(50_000, 100_001));
      assertThat(texts(readAll(journal, rest.get(7).position()))).isEqualTo(texts(50_007, 100_001));
    }
  }

  @Test
  void purge_inACompressedDay_leavesNoneOfTheBytesAndKeepsPositions() throws IOException {
    append(journal, large(400_000), record(1), Samples.utf8("{\"secret\":\"hush\"}"), record(2));
    List<JournalRecord> before = readAll(journal, journal.start(Signal.PROXY));
    clock.pass(Duration.ofDays(1));
    journal.tidy();
    assertThat(journal.purge(List.of(before.get(2).position()))).isEqualTo(1);
    List<JournalRecord> after = readAll(journal, journal.start(Signal.PROXY));
    assertThat(after)
        .extracting(JournalRecord::position)
        .containsExactly(
            before.get(0).position(), before.get(1).position(), before.get(3).position());
    DayPacker.unpack(packed(), recordings.resolve("unpacked"));
    assertThat(Files.readString(recordings.resolve("unpacked"))).doesNotContain("hush");
    assertThat(Files.list(packed().getParent())).containsExactly(packed());
  }

  @Test
  void clock_goesBackIntoACompressedDay_writesOnTheNext() throws IOException {
    append(journal, record(0));
    clock.pass(Duration.ofDays(1));
    journal.tidy();
    journal.close();
    clock.set("2026-11-20T13:00:00Z");
    start();
    append(journal, record(1));
    assertThat(texts(journal)).isEqualTo(texts(0, 2));
    assertThat(journal.end(Signal.PROXY).date()).isEqualTo(LocalDate.parse("2026-11-21"));
  }

  @Test
  void start_plainFileLeftBesideTheCompressed_isDeleted() throws IOException {
    append(journal, 0, 10);
    byte[] content = Files.readAllBytes(plain());
    clock.pass(Duration.ofDays(1));
    journal.tidy();
    journal.close();
    Files.write(plain(), content);
    Files.write(recordings.resolve("ada/proxy/2026-11-19.jsonl.zst.tmp"), content);
    start();
    assertThat(texts(journal)).isEqualTo(texts(0, 10));
    assertThat(Files.list(packed().getParent())).containsExactly(packed());
  }

  @Test
  void compress_off_leavesDaysAsTheyAre() throws IOException {
    journal.close();
    JournalConfig config =
        new JournalConfig(1 << 20, false, Duration.ZERO, 3, 0, 0, Duration.ofSeconds(1));
    journal = new FileJournal(config, recordings, "ada", clock, JournalMetrics.NONE);
    journal.start();
    append(journal, record(0));
    clock.pass(Duration.ofDays(3));
    journal.tidy();
    assertThat(text(Files.readAllBytes(plain()))).isEqualTo("{\"n\":0}\n");
  }
}
