package dev.cairn.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes the running server read its configuration again. */
@Command(
    name = "reload",
    description = "Make the server read its configuration again.",
    mixinStandardHelpOptions = true)
final class ReloadCommand implements Runnable {
  private final Terminal terminal;

  @Mixin ServerOptions options = new ServerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  ReloadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = Connection.server(options, terminal).json("POST", "/api/reload");
    answer
        .path("warnings")
        .forEach(w -> spec.commandLine().getErr().println("warning: " + w.asString()));
    if (answer.path("restarted").isEmpty()) {
      out.println("Nothing that runs has changed.");
    }
    answer.path("restarted").forEach(part -> out.println("Restarted: " + part.asString()));
  }
}
