package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is being recorded, as it happens. */
@Command(
    name = "tail",
    description = "What is being recorded, live; a past day with --date.",
    mixinStandardHelpOptions = true)
final class TailCommand implements Runnable {
  private final Terminal terminal;

  @Mixin ServerOptions options = new ServerOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "SIGNAL",
      description = "The kind of record. Default: ${DEFAULT-VALUE}.")
  String signal = "proxy";

  @Option(names = "--date", paramLabel = "DAY", description = "A UTC day, from its start, once.")
  @Nullable String date;

  @Option(
      names = {"-n", "--last"},
      paramLabel = "N",
      description = "Show the last N records first. Default: ${DEFAULT-VALUE}.")
  int last = 10;

  @Option(names = "--no-follow", description = "Stop at the end.")
  boolean once;

  @Option(names = "--json", description = "The records as they stand in the journal.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  TailCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    String path =
        "/api/tail?signal=%s&follow=%s&last=%d%s"
            .formatted(
                URLEncoder.encode(signal, StandardCharsets.UTF_8),
                follows(),
                last,
                date == null ? "" : "&date=" + URLEncoder.encode(date, StandardCharsets.UTF_8));
    PrintWriter out = spec.commandLine().getOut();
    RecordLines shown = new RecordLines(terminal);
    try (ServerClient.Response response =
            Connection.server(options, terminal).send("GET", path, null);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = json ? line : shown.line(line);
        if (text != null) {
          out.println(text);
          out.flush();
        }
      }
      if (follows()) {
        throw new CairnException(ErrorCode.NOT_RUNNING, "the server has stopped");
      }
    } catch (IOException e) {
      throw new CairnException(ErrorCode.NOT_RUNNING, "the server has stopped", e);
    }
  }

  private boolean follows() {
    return !once && date == null;
  }
}
