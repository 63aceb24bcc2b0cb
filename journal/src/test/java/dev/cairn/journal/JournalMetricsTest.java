package dev.cairn.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalMetricsTest {
  @TempDir Path recordings;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private final JournalMetrics metrics =
      new JournalMetrics() {
        @Override
        public void committed(Signal signal, long records, long bytes, Duration took) {
          told.add("committed " + signal + " " + records + " " + bytes + " " + took.isPositive());
        }

        @Override
        public void turnedAway(Signal signal) {
          told.add("turned away " + signal);
        }

        @Override
        public void packed(Signal signal, long plainBytes, long packedBytes) {
          told.add("packed " + signal + " " + plainBytes + " " + (packedBytes < 100));
        }

        @Override
        public void retired(Signal signal, long bytes) {
          told.add("retired " + signal + " " + (bytes < 100));
        }

        @Override
        public void purged(Signal signal, int records) {
          told.add("purged " + signal + " " + records);
        }
      };

  @Test
  void journal_atWork_tellsEveryMeasurement() throws IOException {
    TestClock clock = new TestClock();
    JournalConfig config =
        new JournalConfig(1 << 20, true, Duration.ZERO, 3, 1, 0, Duration.ofSeconds(1));
    FileJournal journal = new FileJournal(config, recordings, "ada", clock, metrics);
    journal.start();
    Samples.append(journal, 0, 3);
    journal.purge(List.of(journal.start(Signal.PROXY)));
    clock.pass(Duration.ofDays(1));
    journal.tidy();
    Samples.append(journal, 3, 4);
    clock.pass(Duration.ofDays(2));
    journal.tidy();
    journal.close();
    Samples.append(journal, 4, 5);
    assertThat(told)
        .containsSubsequence(
            "committed proxy 3 24 true",
            "packed proxy 24 true",
            "committed proxy 1 8 true",
            "retired proxy true",
            "turned away proxy")
        .contains("purged proxy 1");
  }
}
