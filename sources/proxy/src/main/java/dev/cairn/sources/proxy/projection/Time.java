package dev.cairn.sources.proxy.projection;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as records tell them, in ISO 8601. */
final class Time {
  private static final String FORM = "dddd-dd-ddTdd:dd:dd.";

  private Time() {}

  /** Microseconds since 1970, or null where the text is no time. */
  static @Nullable Long micros(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return isUsual(text)
          ? usual(text)
          : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeException | ArithmeticException notTime) {
      return null;
    }
  }

  /** Whether it is in the form in which the proxy writes them: in UTC, with 3 to 6 decimals. */
  private static boolean isUsual(String text) {
    int end = text.length() - 1;
    if (end < FORM.length() + 3 || end > FORM.length() + 6 || text.charAt(end) != 'Z') {
      return false;
    }
    for (int i = 0; i < end; i++) {
      char expected = i < FORM.length() ? FORM.charAt(i) : 'd';
      char character = text.charAt(i);
      if (expected == 'd' ? character < '0' || character > '9' : character != expected) {
        return false;
      }
    }
    return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
  }

  private static long usual(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long hours = day.toEpochDay() * 24 + number(text, 11, 13);
    long seconds = (hours * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
    int end = text.length() - 1;
    long fraction = number(text, FORM.length(), end);
    for (int digits = end - FORM.length(); digits < 6; digits++) {
      fraction *= 10;
    }
    return seconds * 1_000_000 + fraction;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
