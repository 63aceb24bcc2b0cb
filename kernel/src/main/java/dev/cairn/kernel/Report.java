package dev.cairn.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a running part says of itself in {@code cairn status}.
 *
 * @param part its name: {@code proxy}, {@code journal}, {@code lake}
 * @param healthy false when a person must act
 * @param facts names to texts, numbers, booleans or further maps and lists, in reading order
 */
public record Report(String part, boolean healthy, SequencedMap<String, Object> facts) {
  public Report {
    facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
  }

  /** A part that can say how it is. */
  public interface Reporting {
    /** The state now; quick and without side effects. */
    Report report();
  }
}
