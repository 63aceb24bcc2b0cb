package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.trail.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** A scope as a condition over stored rows. */
final class ScopeSql {
  /** What the engine can read as a time; no recording lies outside. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);

  private ScopeSql() {}

  /** Empty, or terms that each begin with AND. */
  static String condition(Dataset dataset, Scope scope) {
    String end = dataset == Datasets.SESSIONS ? "coalesce(ts_end, ts)" : "ts";
    StringBuilder sql = new StringBuilder();
    if (scope.from() != null) {
      sql.append(" AND ").append(end).append(" >= ").append(time(scope.from()));
    }
    if (scope.to() != null) {
      sql.append(" AND ts <= ").append(time(scope.to()));
    }
    if (!scope.days().isEmpty()) {
      sql.append(
          scope.days().stream()
              .map(day -> day(day, end))
              .collect(Collectors.joining(" OR ", " AND (", ")")));
    }
    if (!scope.gateways().isEmpty()) {
      sql.append(
          scope.gateways().stream()
              .map(SqlTypes::text)
              .collect(Collectors.joining(", ", " AND gateway_id IN (", ")")));
    }
    return sql.toString();
  }

  private static String day(LocalDate day, String end) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return "(%s >= %s AND ts < %s)".formatted(end, time(start), time(start.plus(DAY)));
  }

  private static String time(Instant time) {
    Instant readable = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    return "TIMESTAMPTZ " + SqlTypes.text(readable.toString());
  }
}
