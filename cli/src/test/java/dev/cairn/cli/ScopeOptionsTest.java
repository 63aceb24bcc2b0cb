package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeOptionsTest {
  private final ScopeOptions scope = new ScopeOptions();

  @Test
  void condition_nothingAsked_isTrue() {
    assertThat(scope.condition().sql()).isEqualTo("true");
    assertThat(scope.condition().parameters()).isEmpty();
  }

  @Test
  void condition_days_areHalfOpenIntervals() {
    scope.dates = List.of("2026-11-20", "2026-11-22");

    assertThat(scope.condition().parameters())
        .containsExactly(
            "2026-11-20T00:00:00Z",
            "2026-11-21T00:00:00Z",
            "2026-11-22T00:00:00Z",
            "2026-11-23T00:00:00Z");
  }

  @Test
  void condition_gateways_areParameters() {
    scope.gateways = List.of("a", "b' or true");

    assertThat(scope.condition().sql()).isEqualTo("gateway_id in (?,?)");
  }

  @Test
  void condition_sinceWithoutUnit_saysTheForm() {
    scope.since = "15";

    assertThatThrownBy(scope::condition)
        .hasMessage("--since must be a time such as 15m, 2h or 7d, was \"15\"");
  }

  @Test
  void condition_wrongDay_saysTheForm() {
    scope.dates = List.of("yesterday");

    assertThatThrownBy(scope::condition)
        .hasMessage("--date must be a day such as 2026-11-20, was \"yesterday\"");
  }
}
