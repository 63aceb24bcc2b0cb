package dev.cairn.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JournalConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  private JournalConfig read(Map<String, ?> values) {
    return JournalConfig.from(Section.root(values, problems));
  }

  @Test
  void from_nothing_isTheDefault() {
    assertThat(read(Map.of())).isEqualTo(JournalConfig.DEFAULT);
    assertThat(problems).isEmpty();
  }

  @Test
  void from_everyKey_isTaken() {
    JournalConfig config =
        read(
            Map.of(
                "buffer", "8MiB",
                "compress", false,
                "compress_after", "2h",
                "compress_level", 9,
                "retention_days", 30,
                "retention_bytes", "20GiB",
                "retry_after", "250ms"));
    assertThat(config)
        .isEqualTo(
            new JournalConfig(
                8 << 20, false, Duration.ofHours(2), 9, 30, 20L << 30, Duration.ofMillis(250)));
    assertThat(problems).isEmpty();
  }

  @Test
  void from_mistakes_tellsAllOfThem() {
    assertThat(read(Map.of("buffer", 100, "retry_after", "0s", "compress_level", 99, "fsync", 1)))
        .isEqualTo(JournalConfig.DEFAULT);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "buffer: must be 1MiB to 1GiB, was 100 bytes",
            "retry_after: must be longer than nothing",
            "compress_level: must be a whole number from 1 to 19, was 99",
            "fsync: is not a known key");
  }
}
