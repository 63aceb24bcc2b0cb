package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables that answers come from. */
@Command(
    name = "lake",
    description = "Look after the tables that answers come from.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class LakeCommand implements Runnable {
  private final Terminal terminal;

  @Spec CommandSpec spec = CommandSpec.create();

  LakeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "status",
      description = "Rows and files of each table.",
      mixinStandardHelpOptions = true)
  void status(
      @Mixin ServerOptions options,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    JsonNode lake = Connection.server(options, terminal).json("GET", "/api/lake");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(lake.toPrettyString());
    } else {
      new FactLines(out, Instant.now()).print(lake.path("facts"));
    }
  }

  @Command(
      name = "compact",
      description = "Merge small files now, sorted by session.",
      mixinStandardHelpOptions = true)
  void compact(@Mixin ServerOptions options) {
    follow(options, "/api/lake/compact");
  }

  @Command(
      name = "rebuild",
      description = "Make the tables again from the recordings.",
      mixinStandardHelpOptions = true)
  void rebuild(
      @Mixin ServerOptions options,
      @Option(
              names = "--from",
              paramLabel = "DIR",
              description =
                  "Read what was recorded in this folder too, by another Cairn or by"
                      + " Collectivus 3.1. Name it again at the next rebuild.")
          @Nullable Path from) {
    String query =
        from == null
            ? ""
            : "?from="
                + URLEncoder.encode(from.toAbsolutePath().toString(), StandardCharsets.UTF_8);
    follow(options, "/api/lake/rebuild" + query);
  }

  private static String text(JsonNode step) {
    if (step.path("done").isBoolean()) {
      return "Done.";
    }
    long done = step.path("done").asLong();
    long total = step.path("total").asLong();
    String count =
        total > 0
            ? ": %,d of %,d".formatted(done, total)
            : done > 0 ? ": %,d rows".formatted(done) : "";
    return step.path("phase").asString() + count + (count.isEmpty() ? " ..." : "");
  }

  /** Shows the progress of long work until it ends. */
  private void follow(ServerOptions options, String path) {
    PrintWriter out = spec.commandLine().getOut();
    try (ServerClient.Response response =
            Connection.server(options, terminal).send("POST", path, null);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode step = JsonMapper.shared().readTree(line);
        if (step.has("error")) {
          throw ServerClient.error(step.path("error"));
        }
        String text = text(step);
        out.print(terminal.isTerminal() ? "\r\u001b[K" + text : text + "\n");
        out.flush();
      }
      out.print(terminal.isTerminal() ? "\n" : "");
    } catch (IOException e) {
      throw new CairnException(ErrorCode.NOT_RUNNING, "the server broke off: " + e.getMessage(), e);
    }
  }
}
