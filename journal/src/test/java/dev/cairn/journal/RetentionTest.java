package dev.cairn.journal;

import static dev.cairn.journal.Samples.append;
import static dev.cairn.journal.Samples.large;
import static dev.cairn.journal.Samples.readAll;
import static dev.cairn.journal.Samples.record;
import static dev.cairn.journal.Samples.text;
import static dev.cairn.journal.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
  @TempDir Path recordings;
  private final TestClock clock = new TestClock();

  private FileJournal journal(int days, long bytes) {
    JournalConfig config =
        new JournalConfig(1 << 20, false, Duration.ZERO, 3, days, bytes, Duration.ofSeconds(1));
    FileJournal journal = new FileJournal(config, recordings, "ada", clock, JournalMetrics.NONE);
    journal.start();
    return journal;
  }

  @Test
  void tidy_daysTooOld_areDeletedAndReadersMoveOn() throws IOException {
    try (FileJournal journal = journal(2, 0)) {
      Position start = journal.start(Signal.PROXY);
      JournalReader reader = journal.read(start);
      for (int day = 0; day < 5; day++) {
        append(journal, record(day));
        clock.pass(Duration.ofDays(1));
      }
      assertThat(text(reader.next().json())).isEqualTo("{\"n\":0}");
      journal.tidy();
      assertThat(texts(journal)).isEqualTo(texts(3, 5));
      assertThat(journal.start(Signal.PROXY).date()).isEqualTo(LocalDate.parse("2026-11-23"));
      assertThat(texts(readAll(reader))).isEqualTo(texts(3, 5));
      assertThat(texts(readAll(journal, start))).isEqualTo(texts(3, 5));
      assertThat(journal.purge(List.of(start))).isZero();
    }
  }

  @Test
  void tidy_newestDayTooOld_isKept() throws IOException {
    try (FileJournal journal = journal(2, 0)) {
      append(journal, record(0));
      clock.pass(Duration.ofDays(100));
      journal.tidy();
      assertThat(texts(journal)).isEqualTo(texts(0, 1));
    }
  }

  @Test
  void tidy_tooManyBytes_deletesTheOldestDays() throws IOException {
    try (FileJournal journal = journal(0, 250_000)) {
      for (int day = 0; day < 5; day++) {
        append(journal, large(100_000));
        clock.pass(Duration.ofDays(1));
      }
      journal.tidy();
      assertThat(texts(journal)).hasSize(2);
    }
  }
}
