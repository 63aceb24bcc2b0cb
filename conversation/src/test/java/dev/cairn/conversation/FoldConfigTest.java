package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  private FoldConfig read(Map<String, ?> values) {
    return FoldConfig.from(Section.root(values, problems));
  }

  @Test
  void from_empty_isTheDefault() {
    assertThat(read(Map.of())).isEqualTo(FoldConfig.DEFAULT);
    assertThat(problems).isEmpty();
  }

  @Test
  void from_allKeys_areTaken() {
    assertThat(read(Map.of("sessions", 3, "keys", 4, "recalled_messages", 5)))
        .isEqualTo(new FoldConfig(3, 4, 5));
  }

  @Test
  void from_wrongAndUnknownKeys_areProblems() {
    read(Map.of("sessions", 0, "cache", 1));

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "sessions: must be a whole number from 1 to 1000000, was 0",
            "cache: is not a known key");
  }

  @Test
  void new_limitBelowOne_isRefused() {
    assertThatThrownBy(() -> new FoldConfig(1, 1, 0))
        .hasMessage("recalled_messages must be at least 1, was 0");
  }
}
