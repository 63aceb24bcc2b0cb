package dev.cairn.server;

import dev.cairn.kernel.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is logged and how it looks.
 *
 * @param level how much
 * @param format for whom
 */
public record LogConfig(Level level, Format format) {
  /** Only what a person needs, for a person. */
  public static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.TEXT);

  /** How much is logged; each level includes those before it. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** For whom it is logged. */
  public enum Format {
    /** One line of words for each event. */
    TEXT,
    /** One JSON object on a line for each event. */
    JSON
  }

  /** Reads the section {@code log}. */
  public static LogConfig from(Section section) {
    LogConfig config =
        new LogConfig(
            Level.valueOf(choice(section, "level", DEFAULT.level, Level.values())),
            Format.valueOf(choice(section, "format", DEFAULT.format, Format.values())));
    section.finish();
    return config;
  }

  private static String choice(Section section, String key, Enum<?> otherwise, Enum<?>[] all) {
    List<String> names = Arrays.stream(all).map(LogConfig::name).toList();
    return section.choice(key, name(otherwise), names).toUpperCase(Locale.ROOT);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
