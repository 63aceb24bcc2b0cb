package dev.cairn.cli;

import dev.cairn.kernel.Spelling;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments, as a sentence. */
final class WrongUsage {
  private WrongUsage() {}

  static String sentence(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(wrong.getMessage());
    }
    String word = unmatched.getUnmatched().getFirst();
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (word.startsWith("-")) {
      List<String> options =
          command.getCommandSpec().optionsMap().keySet().stream()
              .filter(option -> option.startsWith("--"))
              .map(option -> option.substring(2))
              .toList();
      String bare = word.replaceFirst("^-+", "").replaceFirst("=.*", "");
      return "%s has no option %s%s".formatted(name, word, meant(bare, options, "--"));
    }
    if (command.getSubcommands().isEmpty()) {
      return "%s takes no \"%s\"".formatted(name, word);
    }
    List<String> commands = List.copyOf(command.getSubcommands().keySet());
    return "%s has no command \"%s\"%s".formatted(name, word, meant(word, commands, ""));
  }

  private static String meant(String word, List<String> known, String dashes) {
    return Spelling.nearest(word, known)
        .map(near -> "; did you mean " + dashes + near + "?")
        .orElse("");
  }
}
