package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are asked for, by time and gateway. */
final class ScopeOptions {
  private static final Pattern SINCE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|w)");

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only the last 90s, 15m, 2h, 7d, 2w, ...")
  @Nullable String since;

  @Option(names = "--from", paramLabel = "TIME", description = "Only from this time on (ISO 8601).")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only up to this time (ISO 8601).")
  @Nullable String to;

  @Option(
      names = "--date",
      paramLabel = "DAY",
      split = ",",
      description = "Only these UTC days (2026-11-20); repeatable or comma-separated.")
  List<String> dates = new ArrayList<>();

  @Option(
      names = "--gateway-id",
      paramLabel = "ID",
      split = ",",
      description = "Only what these gateways recorded.")
  List<String> gateways = new ArrayList<>();

  /** A condition over {@code ts} and {@code gateway_id} and its parameters. */
  record Condition(String sql, List<@Nullable Object> parameters) {}

  /** The condition that the options mean; {@code true} when none was given. */
  Condition condition() {
    List<String> terms = new ArrayList<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    if (since != null) {
      terms.add("ts >= ?::TIMESTAMPTZ");
      parameters.add(Instant.now().minus(ago(since)).toString());
    }
    if (from != null) {
      terms.add("ts >= ?::TIMESTAMPTZ");
      parameters.add(time("--from", from).toString());
    }
    if (to != null) {
      terms.add("ts <= ?::TIMESTAMPTZ");
      parameters.add(time("--to", to).toString());
    }
    if (!dates.isEmpty()) {
      terms.add(dates.stream().map(this::day).collect(Collectors.joining(" or ", "(", ")")));
      dates.forEach(date -> parameters.addAll(bounds(date)));
    }
    if (!gateways.isEmpty()) {
      terms.add("gateway_id in (" + "?,".repeat(gateways.size() - 1) + "?)");
      parameters.addAll(gateways);
    }
    return new Condition(terms.isEmpty() ? "true" : String.join(" and ", terms), parameters);
  }

  private String day(String date) {
    return "ts >= ?::TIMESTAMPTZ and ts < ?::TIMESTAMPTZ";
  }

  private static List<String> bounds(String date) {
    try {
      LocalDate day = LocalDate.parse(date);
      Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      return List.of(start.toString(), start.plus(Duration.ofDays(1)).toString());
    } catch (DateTimeParseException e) {
      throw new CairnException(
          ErrorCode.USAGE, "--date must be a day such as 2026-11-20, was \"" + date + "\"", e);
    }
  }

  private static Duration ago(String text) {
    Matcher matcher = SINCE.matcher(text);
    if (!matcher.matches()) {
      throw new CairnException(
          ErrorCode.USAGE, "--since must be a time such as 15m, 2h or 7d, was \"" + text + "\"");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  private static Instant time(String option, String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new CairnException(
          ErrorCode.USAGE,
          option + " must be a time such as 2026-11-20T09:30:00Z or a day, was \"" + text + "\"",
          e);
    }
  }
}
