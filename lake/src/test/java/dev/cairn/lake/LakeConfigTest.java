package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  private LakeConfig read(Map<String, ?> values) {
    Section root = Section.root(Map.of("lake", values), problems);
    return LakeConfig.from(root.section("lake"), Path.of("/home/cairn/lake"));
  }

  @Test
  void from_nothing_givesTheDefaults() {
    assertThat(read(Map.of())).isEqualTo(LakeConfig.in(Path.of("/home/cairn/lake")));
    assertThat(problems).isEmpty();
  }

  @Test
  void from_everyKey_takesThem() {
    LakeConfig config =
        read(
            Map.of(
                "dir", "/data/lake",
                "flush_after", "100ms",
                "flush_bytes", "4MiB",
                "commit_every", "30s",
                "commit_bytes", "16MiB",
                "memory", "256MiB",
                "threads", 1,
                "snapshot_retention", "1h",
                "compact_at", "23:15",
                "compact_files", 20));
    assertThat(config)
        .isEqualTo(
            new LakeConfig(
                Path.of("/data/lake"),
                Duration.ofMillis(100),
                4 << 20,
                Duration.ofSeconds(30),
                16 << 20,
                256 << 20,
                1,
                Duration.ofHours(1),
                LocalTime.of(23, 15),
                20));
    assertThat(problems).isEmpty();
  }

  @Test
  void from_wrongValues_namesEach() {
    assertThat(read(Map.of("memory", "1MiB", "compact_at", "25:00", "threads", 0, "what", 1)))
        .isEqualTo(LakeConfig.in(Path.of("/home/cairn/lake")));
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "lake.memory: must be from 134217728 to 1099511627776 bytes, was 1048576",
            "lake.compact_at: must be a time such as 03:30, was \"25:00\"",
            "lake.threads: must be a whole number from 1 to 256, was 0",
            "lake.what: is not a known key");
  }
}
