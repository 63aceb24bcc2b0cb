package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Scope;
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

  /** What the options mean; everything when none was given. */
  Scope scope() {
    if (since != null && from != null) {
      throw new CairnException(ErrorCode.USAGE, "--since and --from exclude each other");
    }
    Instant start =
        since != null
            ? Instant.now().minus(ago(since))
            : from != null ? time("--from", from) : null;
    Instant end = to == null ? null : time("--to", to);
    return new Scope(start, end, dates.stream().map(ScopeOptions::day).toList(), gateways);
  }

  private static LocalDate day(String date) {
    try {
      return LocalDate.parse(date);
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
