package dev.cairn.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The script that completes commands in bash and zsh. */
@Command(
    name = "completion",
    description = "Print shell completion: source <(cairn completion)",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  private final Terminal terminal;

  @Spec CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CommandLine root = Main.commandLine(terminal);
    spec.commandLine().getOut().print(AutoComplete.bash("cairn", root));
  }
}
