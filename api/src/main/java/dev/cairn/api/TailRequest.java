package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Signal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/tail} is asked.
 *
 * @param signal which records
 * @param follow whether to wait for more
 * @param date the day to begin with, and, without following, to end with
 * @param last how many of the newest records to begin with when there is no date
 */
record TailRequest(Signal signal, boolean follow, @Nullable LocalDate date, int last) {
  private static final int MOST_LAST = 10_000;

  /**
   * Reads the query parameters.
   *
   * @throws CairnException USAGE when one breaks its rule
   */
  static TailRequest read(HttpCall call) {
    return new TailRequest(
        signal(call.query("signal")),
        follow(call.query("follow")),
        date(call.query("date")),
        last(call.query("last")));
  }

  private static Signal signal(@Nullable String text) {
    String names =
        Arrays.stream(Signal.values()).map(Signal::folder).collect(Collectors.joining(", "));
    return text == null
        ? Signal.PROXY
        : Signal.named(text).orElseThrow(() -> wrong("signal", "one of " + names, text));
  }

  private static boolean follow(@Nullable String text) {
    return switch (Optional.ofNullable(text).orElse("true")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("follow", "true or false", text);
    };
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong("date", "a date such as 2026-11-20", text);
    }
  }

  private static int last(@Nullable String text) {
    String rule = "a whole number from 0 to " + MOST_LAST;
    if (text == null) {
      return 10;
    }
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MOST_LAST) {
      throw wrong("last", rule, text);
    }
    return Integer.parseInt(text);
  }

  private static CairnException wrong(String name, String rule, @Nullable String value) {
    return new CairnException(
        ErrorCode.USAGE, name + " must be " + rule + ", was \"" + value + "\"");
  }
}
