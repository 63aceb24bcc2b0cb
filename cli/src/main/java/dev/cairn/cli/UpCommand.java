package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.server.CairnServer;
import dev.cairn.server.Configuration;
import dev.cairn.server.Demo;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sun.misc.Signal;

/** The server, in the foreground until it is told to stop. */
@Command(
    name = "up",
    description = "Start recording: the server, in the foreground.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {
  private final Terminal terminal;

  @Mixin ServerOptions options = new ServerOptions();

  @Option(
      names = "--demo",
      description = "Record sample sessions of a scripted model, apart from what is yours.")
  boolean demo;

  @Option(names = "--detach", description = "In the background; cairn down stops it.")
  boolean detach;

  @Option(
      names = "--print-config",
      description = "Show the resolved configuration, secrets masked, and leave.")
  boolean printConfig;

  @Spec CommandSpec spec = CommandSpec.create();

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (printConfig) {
      ConfigCommand.print(options, terminal, out);
    } else if (detach) {
      new Background(terminal).start(spec.commandLine().getParseResult().originalArgs(), out);
    } else {
      serve(out);
    }
  }

  private void serve(PrintWriter out) {
    CountDownLatch stop = new CountDownLatch(1);
    CairnServer server = open();
    Signal.handle(new Signal("INT"), signal -> stop.countDown());
    Signal.handle(new Signal("TERM"), signal -> stop.countDown());
    try (server) {
      server.start();
      Signal.handle(new Signal("HUP"), signal -> Thread.ofVirtual().start(server::reload));
      server.announcements().forEach(out::println);
      if (demo) {
        Demo.play(server, out::println);
      }
      out.flush();
      stop.await();
      out.println("Stopping: finishing open exchanges, then writing everything out.");
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.println("Stopped.");
  }

  private CairnServer open() {
    Home home = Home.of(terminal.environment());
    Configuration.Loaded loaded =
        Configuration.load(home.folder(), options.location(), terminal.environment());
    Problems.warnings(loaded.problems()).forEach(spec.commandLine().getErr()::println);
    Configuration configuration =
        loaded
            .configuration()
            .orElseThrow(
                () ->
                    new CairnException(
                        ErrorCode.CONFIG_INVALID, Problems.numbered(loaded.problems())));
    return demo
        ? Demo.server(configuration)
        : CairnServer.full(
            configuration,
            () -> Configuration.load(home.folder(), options.location(), terminal.environment()));
  }
}
