package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T04:23:28.631196Z",
        "2026-11-20T04:23:28.631Z",
        "2024-02-29T23:59:59.00001Z",
        "1969-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00.000Z",
        "2026-11-20T04:23:28Z",
        "2026-11-20T04:23:28.631196987Z",
        "2026-11-20T04:23:28.631+02:00",
        "2026-11-20T24:00:00.000Z"
      })
  void micros_time_equalsWhatTheJdkReads(String text) {
    assertThat(Time.micros(text))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-29T04:23:28.631Z",
        "2026-13-01T04:23:28.631Z",
        "2026-11-20T04:60:28.631Z",
        "2026-11-20 04:23:28.631Z",
        "2026-11-20T04:23:2x.631Z"
      })
  void micros_noTime_isNull(String text) {
    assertThat(Time.micros(text)).isNull();
  }

  @Test
  void micros_nothing_isNull() {
    assertThat(Time.micros(null)).isNull();
  }
}
