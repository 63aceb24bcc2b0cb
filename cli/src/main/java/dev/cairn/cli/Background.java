package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the server as a process of its own and waits until it is ready. */
final class Background {
  private static final int PATIENCE_SECONDS = 60;
  private static final int LOOK_EVERY_MILLIS = 50;

  private final Terminal terminal;

  Background(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * @param arguments of this command; {@code --detach} is left out
   */
  void start(List<String> arguments, PrintWriter out) {
    String launcher = System.getProperty("cairn.launcher");
    if (launcher == null) {
      throw new CairnException(
          ErrorCode.USAGE, "--detach works only when started by the launcher cairn");
    }
    Home home = Home.of(terminal.environment());
    Home.Running already = home.running();
    if (already != null) {
      throw new CairnException(
          ErrorCode.ALREADY_RUNNING,
          "a server runs already on " + home.folder() + " (process " + already.process() + ")");
    }
    try {
      Path log = Files.createDirectories(home.folder().resolve("logs")).resolve("server.log");
      List<String> command = new ArrayList<>(List.of(launcher));
      command.addAll(arguments.stream().filter(argument -> !argument.equals("--detach")).toList());
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectErrorStream(true)
              .start();
      Home.Running running = await(home, process, log);
      out.println("cairn runs in the background (process " + running.process() + ").");
      out.println(
          "Agents reach it at http://" + running.proxy() + ", you at " + running.http() + ".");
      out.println("Its log: " + log + "; stop it: cairn down");
    } catch (IOException e) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot start in the background: " + e.getMessage(), e);
    }
  }

  private static Home.Running await(Home home, Process process, Path log) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      Home.Running running = home.running();
      if (running != null) {
        return running;
      }
      if (exitedWithin(process, LOOK_EVERY_MILLIS)) {
        break;
      }
    }
    throw new CairnException(
        ErrorCode.NOT_RUNNING, "the server did not start; its log says why: " + log);
  }

  private static boolean exitedWithin(Process process, int millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
