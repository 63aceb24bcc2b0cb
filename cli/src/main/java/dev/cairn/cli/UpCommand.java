package dev.cairn.cli;

import dev.cairn.server.CairnServer;
import dev.cairn.server.Configuration;
import dev.cairn.server.Demo;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
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
    Signal.handle(new Signal("INT"), signal -> stop.countDown());
    Signal.handle(new Signal("TERM"), signal -> stop.countDown());
    if (demo) {
      serveDemo(stop, out);
    } else {
      serveAgents(stop, out);
    }
  }

  private void serveAgents(CountDownLatch stop, PrintWriter out) {
    Home home = Home.of(terminal.environment());
    Supplier<Configuration.Loaded> load =
        () -> Configuration.load(home.folder(), options.location(), terminal.environment());
    Configuration.Loaded loaded = load.get();
    Problems.warnings(loaded.problems()).forEach(spec.commandLine().getErr()::println);
    Configuration configuration = Problems.orThrow(loaded);
    try (CairnServer server =
        CairnServer.full(ServerOptions.debugging() ? configuration.debug() : configuration, load)) {
      server.start();
      Signal.handle(new Signal("HUP"), signal -> Thread.ofVirtual().start(server::reload));
      server.announcements().forEach(out::println);
      awaitStop(stop, out);
    }
    out.println("Stopped.");
  }

  private void serveDemo(CountDownLatch stop, PrintWriter out) {
    try (Demo sample = new Demo(Home.of(terminal.environment()).folder())) {
      sample.start();
      sample.server().announcements().forEach(out::println);
      out.println("Playing sample sessions ...");
      out.flush();
      sample.play().forEach(out::println);
      awaitStop(stop, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.println("Stopped.");
  }

  private static void awaitStop(CountDownLatch stop, PrintWriter out) {
    out.flush();
    try {
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.println("Stopping: finishing open exchanges, then writing everything out.");
    out.flush();
  }
}
