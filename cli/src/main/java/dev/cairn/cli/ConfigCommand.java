package dev.cairn.cli;

import dev.cairn.server.Configuration;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The configuration. */
@Command(
    name = "config",
    description = "Look at the configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {
  private final Terminal terminal;

  @Spec CommandSpec spec = CommandSpec.create();

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "print",
      description = "The resolved configuration: defaults filled in, secrets masked.",
      mixinStandardHelpOptions = true)
  void print(@Mixin ServerOptions options) {
    print(options, terminal, spec.commandLine().getOut());
  }

  @Command(
      name = "check",
      description = "All that is wrong with the configuration, at once.",
      mixinStandardHelpOptions = true)
  void check(@Mixin ServerOptions options) {
    Configuration.Loaded loaded = load(options, terminal);
    Problems.warnings(loaded.problems()).forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getOut().println("The configuration is in order.");
  }

  static void print(ServerOptions options, Terminal terminal, PrintWriter out) {
    out.println(load(options, terminal).resolvedJson());
  }

  private static Configuration.Loaded load(ServerOptions options, Terminal terminal) {
    Configuration.Loaded loaded =
        Configuration.load(
            Home.of(terminal.environment()).folder(), options.location(), terminal.environment());
    Configuration _ = Problems.orThrow(loaded);
    return loaded;
  }
}
