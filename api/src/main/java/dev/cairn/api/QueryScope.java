package dev.cairn.api;

import dev.cairn.kernel.Section;
import dev.cairn.trail.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code scope} of a question: {@code from}, {@code to}, {@code days}, {@code gateways}. */
final class QueryScope {
  private QueryScope() {}

  static Scope read(Section section) {
    Scope scope =
        new Scope(
            time(section, "from"),
            time(section, "to"),
            days(section),
            section.texts("gateways", List.of()));
    section.finish();
    return scope;
  }

  private static @Nullable Instant time(Section section, String key) {
    String text = section.optionalText(key);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      section.problem(key, "must be a time such as 2026-11-20T09:30:00Z, was \"" + text + "\"");
      return null;
    }
  }

  private static List<LocalDate> days(Section section) {
    List<LocalDate> days = new ArrayList<>();
    for (String text : section.texts("days", List.of())) {
      try {
        days.add(LocalDate.parse(text));
      } catch (DateTimeParseException e) {
        section.problem("days", "must be days such as 2026-11-20, was \"" + text + "\"");
      }
    }
    return days;
  }
}
