package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The program {@code cairn}: records what coding agents do and answers questions about it. */
@Command(
    name = "cairn",
    description = "Records what coding agents do and answers questions about it in SQL.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Start here:  cairn up --demo",
      "             cairn query sql \"select * from sessions\"",
      "Exit codes:  0 done, 1 failed, 2 wrong usage; run returns the child's."
    })
final class Main implements Runnable {
  @Option(
      names = "--print-config",
      description = "Show the resolved configuration, secrets masked, and leave.")
  boolean printConfig;

  @CommandLine.Mixin ServerOptions options = new ServerOptions();

  private final Terminal terminal;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  Main(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs one command and gives its exit code. */
  static int run(Terminal terminal, String... arguments) {
    String[] words = helped(arguments);
    CommandLine commands = commandLine(terminal, words);
    try {
      int code = commands.execute(words);
      commands.getOut().flush();
      return code;
    } catch (PipeOutput.Closed nobodyReads) {
      return PipeOutput.Closed.EXIT_CODE;
    }
  }

  /** {@code help query sql} means {@code query sql --help}. */
  private static String[] helped(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    return Stream.concat(Arrays.stream(arguments).skip(1), Stream.of("--help"))
        .toArray(String[]::new);
  }

  /** The commands that these arguments may mean, ready to execute them. */
  static CommandLine commandLine(Terminal terminal, String... arguments) {
    return CommandTree.of(new Main(terminal), new TerminalFactory(terminal), arguments)
        .setOut(new PrintWriter(terminal.out(), false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(terminal.columns().stream().map(Main::helpWidth).findAny().orElse(80))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  /** Help is readable from 55 columns on, and does not become better beyond 100. */
  private static int helpWidth(int columns) {
    return Math.clamp(columns, 55, 100);
  }

  @Override
  public void run() {
    if (printConfig) {
      ConfigCommand.print(options, terminal, spec.commandLine().getOut());
      return;
    }
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("cairn: " + WrongUsage.sentence(wrong));
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ErrorCode.USAGE.exitCode();
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof PipeOutput.Closed) {
      return PipeOutput.Closed.EXIT_CODE;
    }
    command.getOut().flush();
    if (failure instanceof CairnException known) {
      command.getErr().println("cairn: " + known.getMessage());
      return known.code().exitCode();
    }
    command.getErr().println("cairn: " + failure + " (a defect; --debug shows where)");
    if (System.getProperty("cairn.debug") != null) {
      failure.printStackTrace(command.getErr());
    }
    return 1;
  }
}
