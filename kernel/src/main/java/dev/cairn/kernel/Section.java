package dev.cairn.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One object of the configuration tree, read key by key. What is missing gets its default; what is
 * wrong becomes a {@link Problem} and gets its default too, so that all problems of a file are
 * found in one reading. {@link #finish()} reports the keys that nobody asked for; {@link
 * #resolved()} tells what holds now.
 */
public final class Section {
  private final String path;
  private final Map<String, ?> values;
  private final List<Problem> problems;
  private final Set<String> asked = new LinkedHashSet<>();
  private final SequencedMap<String, Object> resolved = new LinkedHashMap<>();

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
    return value == null ? kept(key, otherwise, otherwise) : value;
  }

  /** A non-empty text, or null where there is none. */
  public @Nullable String optionalText(String key) {
    return optionalText(key, value -> !value.isBlank(), "a non-empty string");
  }

  /** A text that satisfies a rule, or null where there is none. */
  public @Nullable String optionalText(String key, Predicate<String> valid, String rule) {
    String text = typed(key, rule, v -> v instanceof String s && valid.test(s) ? s : null);
    return text == null ? null : kept(key, text, text);
  }

  /** One of the named choices. */
  public String choice(String key, String otherwise, List<String> choices) {
    String rule = "one of " + String.join(", ", choices);
    String value = optionalText(key, choices::contains, rule);
    return value == null ? kept(key, otherwise, otherwise) : value;
  }

  public boolean flag(String key, boolean otherwise) {
    Boolean read = typed(key, "true or false", v -> v instanceof Boolean b ? b : null);
    boolean value = read == null ? otherwise : read;
    return kept(key, value, value);
  }

  /** A whole number from {@code least} to {@code most}. */
  public long integer(String key, long otherwise, long least, long most) {
    String rule = "a whole number from " + least + " to " + most;
    Long read = typed(key, rule, v -> v instanceof Number n ? whole(n, least, most) : null);
    long value = read == null ? otherwise : read;
    return kept(key, value, value);
  }

  private static @Nullable Long whole(Number number, long least, long most) {
    boolean whole = number.doubleValue() == Math.rint(number.doubleValue());
    return whole && number.longValue() >= least && number.longValue() <= most
        ? Long.valueOf(number.longValue())
        : null;
  }

  /** An address to listen on. */
  public HostPort address(String key, HostPort otherwise) {
    HostPort read =
        typed(key, "host:port", v -> v instanceof String s ? HostPort.parse(s).orElse(null) : null);
    HostPort value = read == null ? otherwise : read;
    return kept(key, value.toString(), value);
  }

  /** A time such as {@code "250ms"}, {@code "30s"}, {@code "2h"}, {@code "14d"}. */
  public Duration duration(String key, Duration otherwise) {
    Duration read =
        typed(key, "a duration such as 250ms, 30s, 5m, 2h or 14d", Quantities::asDuration);
    Duration value = read == null ? otherwise : read;
    return kept(key, Quantities.text(value), value);
  }

  /** A number of bytes such as {@code 4096}, {@code "64KiB"}, {@code "32MiB"}, {@code "2GiB"}. */
  public long bytes(String key, long otherwise) {
    Long read = typed(key, "a size such as 4096, 64KiB, 32MiB or 2GiB", Quantities::asBytes);
    long value = read == null ? otherwise : read;
    return kept(key, Quantities.text(value), value);
  }

  /** A list of non-empty texts. */
  public List<String> texts(String key, List<String> otherwise) {
    List<String> read = typed(key, "a list of non-empty strings", Section::asTexts);
    List<String> value = read == null ? otherwise : read;
    return kept(key, value, value);
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
    Section section = new Section(where(key), value == null ? Map.of() : value, problems);
    return kept(key, section.resolved, section);
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
    return kept(key, sections.stream().map(section -> section.resolved).toList(), sections);
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
    return Spelling.nearest(key, asked).map(known -> "; did you mean " + known + "?").orElse("");
  }

  /**
   * What holds: each key that was asked for and has a value, given or by default, as JSON values;
   * it grows with every reading.
   */
  public SequencedMap<String, Object> resolved() {
    return resolved;
  }

  private <T> T kept(String key, Object shown, T value) {
    resolved.put(key, shown);
    return value;
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
