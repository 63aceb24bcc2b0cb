package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops the server that runs on this machine. */
@Command(
    name = "down",
    description = "Stop the server on this machine and wait until all is written.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Runnable {
  private final Terminal terminal;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for it. Default: ${DEFAULT-VALUE}.")
  int seconds = 60;

  @Spec CommandSpec spec = CommandSpec.create();

  DownCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Home.Running running = Home.of(terminal.environment()).running();
    if (running == null) {
      out.println("No server runs on " + Home.of(terminal.environment()).folder() + ".");
      return;
    }
    ProcessHandle process =
        ProcessHandle.of(running.process())
            .orElseThrow(
                () -> new CairnException(ErrorCode.NOT_RUNNING, "the server is gone already"));
    process.destroy();
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      out.println("Stopped.");
    } catch (TimeoutException e) {
      throw new CairnException(
          ErrorCode.NOT_RUNNING,
          "process " + running.process() + " has not stopped after " + seconds + " s",
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
