package dev.cairn.api;

import dev.cairn.kernel.Problem;
import java.util.List;

/**
 * What came of reading the configuration again.
 *
 * @param restarted the parts that run anew; empty when nothing changed or nothing was taken over
 * @param problems what is wrong with the configuration; when one is more than a warning, the
 *     configuration that ran before still runs
 */
public record Reloaded(List<String> restarted, List<Problem> problems) {
  public Reloaded {
    restarted = List.copyOf(restarted);
    problems = List.copyOf(problems);
  }

  /** Whether the new configuration holds now. */
  public boolean taken() {
    return problems.stream().allMatch(Problem::warning);
  }
}
