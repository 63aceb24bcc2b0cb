package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.trail.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeOptionsTest {
  private final ScopeOptions options = new ScopeOptions();

  @Test
  void scope_nothingAsked_isAll() {
    assertThat(options.scope()).isEqualTo(Scope.ALL);
  }

  @Test
  void scope_daysAndGateways_areKept() {
    options.dates = List.of("2026-11-20", "2026-11-22");
    options.gateways = List.of("a", "b");

    assertThat(options.scope())
        .isEqualTo(
            new Scope(
                null,
                null,
                List.of(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-22")),
                List.of("a", "b")));
  }

  @Test
  void scope_dayAsTime_isItsStart() {
    options.from = "2026-11-20";
    options.to = "2026-11-20T12:00:00+02:00";

    assertThat(options.scope().from()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(options.scope().to()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
  }

  @Test
  void scope_since_endsWhereNowWas() {
    Instant before = Instant.now().minus(Duration.ofHours(2));
    options.since = "2h";

    assertThat(options.scope().from()).isBetween(before, before.plus(Duration.ofMinutes(5)));
  }

  @Test
  void scope_sinceAndFrom_excludeEachOther() {
    options.since = "2h";
    options.from = "2026-11-20";

    assertThatThrownBy(options::scope).hasMessage("--since and --from exclude each other");
  }

  @Test
  void scope_sinceWithoutUnit_saysTheForm() {
    options.since = "15";

    assertThatThrownBy(options::scope)
        .hasMessage("--since must be a time such as 15m, 2h or 7d, was \"15\"");
  }

  @Test
  void scope_wrongDay_saysTheForm() {
    options.dates = List.of("yesterday");

    assertThatThrownBy(options::scope)
        .hasMessage("--date must be a day such as 2026-11-20, was \"yesterday\"");
  }
}
