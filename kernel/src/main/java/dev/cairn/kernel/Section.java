package dev.cairn.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of the configuration tree, read key by key. What is missing gets its default; what is
 * wrong becomes a {@link Problem} and gets its default too, so that all problems of a file are
 * found in one reading. {@link #finish()} reports the keys that nobody asked for.
 */
public final class Section {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)?");

  private final String path;
  private final Map<String, ?> values;
  private final List<Problem> problems;
  private final Set<String> asked = new HashSet<>();

  private Section(String path, Map<String, ?> values, List<Problem> problems) {
    this.path = path;
    this.values = values;
    this.problems = problems;
  }

  /**
   * The root of a tree.
   *
   * @param values JSON as maps, lists, strings, numbers, booleans and nulls
   * @param problems where problems are added
   */
  public static Section root(Map<String, ?> values, List<Problem> problems) {
    return new Section("", values, problems);
  }

  /** Whether the key is there and not null. */
  public boolean has(String key) {
    return values.get(key) != null;
  }

  /** The place of a key in the tree. */
  public String where(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Reports that a key breaks a rule. */
  public void problem(String key, String what) {
    problems.add(new Problem(where(key), what, false));
  }

  /** Reports what a person should know about a key that does no harm. */
  public void warning(String key, String what) {
    problems.add(new Problem(where(key), what, true));
  }

  /** A key that is accepted and means nothing any more, or not yet. */
  public void ignored(String key, String why) {
    if (raw(key) != null) {
      warning(key, why);
    }
  }

  /** A non-empty text. */
  public String text(String key, String otherwise) {
    String value = optionalText(key);
    return value == null ? otherwise : value;
  }

  /** A non-empty text, or null where there is none. */
  public @Nullable String optionalText(String key) {
    return typed(
        key, "a non-empty string", value -> value instanceof String s && !s.isBlank() ? s : null);
  }

  /** A text that satisfies a rule, or null where there is none. */
  public @Nullable String optionalText(String key, Predicate<String> valid, String rule) {
    return typed(key, rule, value -> value instanceof String s && valid.test(s) ? s : null);
  }

  /** One of the named choices. */
  public String choice(String key, String otherwise, List<String> choices) {
    String rule = "one of " + String.join(", ", choices);
    String value = optionalText(key, choices::contains, rule);
    return value == null ? otherwise : value;
  }

  public boolean flag(String key, boolean otherwise) {
    Boolean value = typed(key, "true or false", v -> v instanceof Boolean b ? b : null);
    return value == null ? otherwise : value;
  }

  /** A whole number from {@code least} to {@code most}. */
  public long integer(String key, long otherwise, long least, long most) {
    String rule = "a whole number from " + least + " to " + most;
    Long value = typed(key, rule, v -> v instanceof Number n ? whole(n, least, most) : null);
    return value == null ? otherwise : value;
  }

  private static @Nullable Long whole(Number number, long least, long most) {
    boolean whole = number.doubleValue() == Math.rint(number.doubleValue());
    return whole && number.longValue() >= least && number.longValue() <= most
        ? Long.valueOf(number.longValue())
        : null;
  }

  /** An address to listen on. */
  public HostPort address(String key, HostPort otherwise) {
    HostPort value =
        typed(key, "host:port", v -> v instanceof String s ? HostPort.parse(s).orElse(null) : null);
    return value == null ? otherwise : value;
  }

  /** A time such as {@code "250ms"}, {@code "30s"}, {@code "2h"}, {@code "14d"}. */
  public Duration duration(String key, Duration otherwise) {
    Duration value =
        typed(key, "a duration such as 250ms, 30s, 5m, 2h or 14d", Section::asDuration);
    return value == null ? otherwise : value;
  }

  private static @Nullable Duration asDuration(Object value) {
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

  /** A number of bytes such as {@code 4096}, {@code "64KiB"}, {@code "32MiB"}, {@code "2GiB"}. */
  public long bytes(String key, long otherwise) {
    Long value = typed(key, "a size such as 4096, 64KiB, 32MiB or 2GiB", Section::asBytes);
    return value == null ? otherwise : value;
  }

  private static @Nullable Long asBytes(Object value) {
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

  /** A list of non-empty texts. */
  public List<String> texts(String key, List<String> otherwise) {
    List<String> value = typed(key, "a list of non-empty strings", Section::asTexts);
    return value == null ? otherwise : value;
  }

  private static @Nullable List<String> asTexts(Object value) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text) || text.isBlank()) {
        return null;
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /** The object under a key; an empty one where there is none. */
  public Section section(String key) {
    Map<String, ?> value = typed(key, "an object", Section::asObject);
    return new Section(where(key), value == null ? Map.of() : value, problems);
  }

  /** The objects of a list under a key. */
  public List<Section> sections(String key) {
    List<?> list = typed(key, "an array of objects", v -> v instanceof List<?> l ? l : null);
    List<Section> sections = new ArrayList<>();
    for (int i = 0; list != null && i < list.size(); i++) {
      Map<String, ?> value = asObject(list.get(i));
      String place = where(key) + "[" + i + "]";
      if (value == null) {
        problems.add(new Problem(place, "must be an object, was " + shown(list.get(i)), false));
      } else {
        sections.add(new Section(place, value, problems));
      }
    }
    return sections;
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static @Nullable Map<String, ?> asObject(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, ?>) map : null;
  }

  /** Reports every key that was not asked for. */
  public void finish() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problem(key, "is not a known key" + nearest(key));
      }
    }
  }

  private String nearest(String key) {
    String lower = key.toLowerCase(Locale.ROOT).replace("-", "_");
    return asked.stream()
        .filter(known -> known.startsWith(lower) || lower.startsWith(known))
        .findFirst()
        .map(known -> "; did you mean " + known + "?")
        .orElse("");
  }

  private @Nullable Object raw(String key) {
    asked.add(key);
    return values.get(key);
  }

  private <T> @Nullable T typed(String key, String rule, Function<Object, @Nullable T> reading) {
    Object value = raw(key);
    if (value == null) {
      return null;
    }
    T read = reading.apply(value);
    if (read == null) {
      problem(key, "must be " + rule + ", was " + shown(value));
    }
    return read;
  }

  private static String shown(@Nullable Object value) {
    String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
