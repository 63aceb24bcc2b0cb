package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Problem;
import dev.cairn.server.Configuration;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a configuration, as a person reads it. */
final class Problems {
  private Problems() {}

  /** All errors, numbered from 1; warnings are left out. */
  static String numbered(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    problems.stream()
        .filter(problem -> !problem.warning())
        .forEach(problem -> lines.add("  " + (lines.size() + 1) + ") " + problem));
    String count = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
    return "the configuration has " + count + ":\n" + String.join("\n", lines);
  }

  /** The configuration, or all that is wrong with it. */
  static Configuration orThrow(Configuration.Loaded loaded) {
    return loaded
        .configuration()
        .orElseThrow(
            () -> new CairnException(ErrorCode.CONFIG_INVALID, numbered(loaded.problems())));
  }

  /** The warnings, one a line. */
  static List<String> warnings(List<Problem> problems) {
    return problems.stream().filter(Problem::warning).map(p -> "warning: " + p).toList();
  }
}
