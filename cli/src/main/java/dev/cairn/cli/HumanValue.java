package dev.cairn.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A fact in the units of a person; its key says what it measures. */
final class HumanValue {
  private static final String BYTES = "bytes";
  private static final String SECONDS = "seconds";
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private HumanValue() {}

  static String of(String key, JsonNode value, Instant now) {
    if (value.isMissingNode() || value.isNull()) {
      return "-";
    }
    if (value.isArray()) {
      return value.valueStream().map(item -> of(key, item, now)).collect(Collectors.joining(", "));
    }
    if (value.isIntegralNumber()) {
      long number = value.asLong();
      return key.endsWith(BYTES)
          ? bytes(number)
          : key.endsWith(SECONDS)
              ? age(Duration.ofSeconds(number))
              : String.format(Locale.ROOT, "%,d", number);
    }
    return value.isString() ? text(value.asString(), now) : value.asString();
  }

  /** A key as a person says it. */
  static String name(String key) {
    return key.replaceFirst("_" + BYTES + "$", " size")
        .replaceFirst("_" + SECONDS + "$", "")
        .replace('_', ' ');
  }

  private static String text(String text, Instant now) {
    try {
      return text.endsWith("Z") ? ago(Duration.between(Instant.parse(text), now)) : text;
    } catch (DateTimeException notATime) {
      return text;
    }
  }

  private static String ago(Duration age) {
    return age.toMillis() < 1_000 ? "just now" : age(age) + " ago";
  }

  /** At most two units of time. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + " min " + age.toSecondsPart() + " s"
        : age.toSeconds() + " s";
  }

  /** Three or four digits and a unit. */
  static String bytes(long count) {
    double size = count;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    String digits = unit == 0 || size >= 100 ? "%.0f" : "%.1f";
    return String.format(Locale.ROOT, digits, size) + " " + UNITS[unit];
  }
}
