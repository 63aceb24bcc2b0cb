package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.server.CairnServer;
import dev.cairn.server.Configuration;
import dev.cairn.trail.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sun.misc.Signal;
import sun.misc.SignalHandler;
import tools.jackson.databind.json.JsonMapper;

/** A local agent, recorded without touching its settings. */
@Command(
    name = "run",
    description = "Run an agent, recorded: cairn run -- claude",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** What a shell says, too. */
  private static final int NO_SUCH_PROGRAM = 127;

  private final Terminal terminal;

  @Mixin ServerOptions options = new ServerOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The agent and its arguments, best after --.")
  List<String> command = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
    // what stands behind the agent's name is the agent's own
    spec.parser().stopAtPositional(true);
  }

  @Override
  public Integer call() {
    Home.Running running = Home.of(terminal.environment()).running();
    if (running == null) {
      return runWithServerOfItsOwn();
    }
    if (running.proxy() == null) {
      throw new CairnException(
          ErrorCode.CONFIG_INVALID,
          "the server runs without a proxy; add \"proxy\" to its configuration");
    }
    return run("http://" + running.proxy());
  }

  private int runWithServerOfItsOwn() {
    Configuration configuration = Connection.configuration(options, terminal);
    spec.commandLine()
        .getErr()
        .println(
            "cairn: no server runs, so this run brings its own; cairn up starts one that stays.");
    try (CairnServer server = CairnServer.ofOneRun(configuration)) {
      server.start();
      return run(
          "http://"
              + server
                  .proxyAddress()
                  .orElseThrow(() ->
                      new CairnException(
                          ErrorCode.CONFIG_INVALID, "the configuration has no proxy")));
    }
  }

  private int run(String proxy) {
    Agent agent = CairnServer.agent(Path.of(command.getFirst()).getFileName().toString());
    Agent.Launch launch = agent.launch(command, proxy + "/_cairn/r/" + context());
    ProcessBuilder child = new ProcessBuilder(launch.command()).inheritIO();
    child.environment().putAll(launch.environment());
    // a handler, and not "ignore", which the child would inherit: the terminal tells it by itself
    SignalHandler before = Signal.handle(new Signal("INT"), signal -> {});
    try {
      Process process = child.start();
      Thread ending = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(ending);
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(ending);
      return code;
    } catch (IOException e) {
      spec.commandLine().getErr().println("cairn: " + unable(command.getFirst(), e));
      return NO_SUCH_PROGRAM;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    } finally {
      Signal.handle(new Signal("INT"), before);
    }
  }

  private static String unable(String program, IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    return reason.contains("No such file")
        ? "there is no program \"%s\" to run".formatted(program)
        : "cannot run \"%s\": %s".formatted(program, reason);
  }

  /** Where the agent works, as a segment of the path that the proxy takes off again. */
  private static String context() {
    Path folder = Path.of("").toAbsolutePath();
    Map<String, String> context = new LinkedHashMap<>();
    context.put("cwd", folder.toString());
    String branch = GitBranch.of(folder);
    if (branch != null) {
      context.put("git_branch", branch);
    }
    byte[] json = JsonMapper.shared().writeValueAsString(context).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }
}
