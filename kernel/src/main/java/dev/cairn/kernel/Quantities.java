package dev.cairn.kernel;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How times and sizes are written in a configuration: {@code 250ms}, {@code 14d}, {@code 32MiB}.
 */
final class Quantities {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)?");

  private Quantities() {}

  /** Reads a duration; null when the value is none. */
  static @Nullable Duration asDuration(Object value) {
    Matcher matcher = DURATION.matcher(value instanceof String s ? s : "");
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** Reads a number of bytes; null when the value is none. */
  static @Nullable Long asBytes(Object value) {
    Matcher matcher = SIZE.matcher(value.toString());
    if (!matcher.matches() || !(value instanceof String || value instanceof Number)) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    return switch (unit.charAt(0)) {
      case 'K' -> count << 10;
      case 'M' -> count << 20;
      case 'G' -> count << 30;
      default -> count;
    };
  }

  /** Writes a duration in the largest unit that holds it whole, down to milliseconds. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0 || millis == 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Writes a size in the largest unit that holds it whole. */
  static Object text(long bytes) {
    String[] units = {"KiB", "MiB", "GiB"};
    for (int i = units.length; i > 0; i--) {
      if (bytes != 0 && bytes % (1L << (10 * i)) == 0) {
        return (bytes >> (10 * i)) + units[i - 1];
      }
    }
    return bytes;
  }
}
