package dev.cairn.agents.codex;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header in which Codex tells of a turn: one flat JSON object. */
final class TurnMetadata {
  private TurnMetadata() {}

  /** A text of it that needs no escapes, such as an id; null where there is none. */
  static @Nullable String text(@Nullable String header, String key) {
    if (header == null) {
      return null;
    }
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(key) + "\"\\s*:\\s*\"([^\"\\\\]+)\"").matcher(header);
    return matcher.find() ? matcher.group(1) : null;
  }
}
