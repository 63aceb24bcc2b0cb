package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QueryConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  private QueryConfig read(Map<String, ?> values) {
    return QueryConfig.from(Section.root(Map.of("query", values), problems).section("query"));
  }

  @Test
  void from_nothing_isDefault() {
    assertThat(read(Map.of())).isEqualTo(QueryConfig.DEFAULT);
    assertThat(problems).isEmpty();
  }

  @Test
  void from_everyKey_isRead() {
    assertThat(
            read(
                Map.of(
                    "time_limit",
                    "5s",
                    "memory",
                    "1GiB",
                    "spill",
                    "64MiB",
                    "rows",
                    7,
                    "concurrency",
                    2,
                    "wait",
                    "1s",
                    "threads",
                    3)))
        .isEqualTo(
            new QueryConfig(
                Duration.ofSeconds(5), 1L << 30, 64L << 20, 7, 2, Duration.ofSeconds(1), 3));
    assertThat(problems).isEmpty();
  }

  @Test
  void from_mistakes_areAllTold() {
    assertThat(
            read(Map.of("time_limit", "0s", "memory", "1MiB", "rows", 0, "cache", "x", "cpu", 1)))
        .isEqualTo(QueryConfig.DEFAULT);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "query.cache: is not needed any more: answers are always fresh",
            "query.time_limit: must be from 1ms to 1d, was PT0S",
            "query.memory: must be at least 32MiB, was 1048576 bytes",
            "query.rows: must be a whole number from 1 to 1000000000, was 0",
            "query.cpu: is not a known key");
  }
}
