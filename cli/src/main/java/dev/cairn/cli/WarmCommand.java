package dev.cairn.cli;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** Loads what short commands need, so that the launcher can keep it in a cache for later starts. */
@Command(name = "warm", hidden = true)
final class WarmCommand implements Runnable {
  private final Terminal terminal;

  WarmCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Terminal quiet =
        new Terminal(
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            terminal.columns(),
            terminal.colours(),
            terminal.environment());
    Main.run(quiet, "--help");
    Main.run(quiet, "query", "sql", "--server", "http://127.0.0.1:1", "select 1");
    PrintWriter out = new PrintWriter(quiet.out(), false, StandardCharsets.UTF_8);
    for (OutputFormat format : OutputFormat.values()) {
      AnswerPrinter printer = format.printer(out, quiet);
      printer.begin(List.of(new AnswerColumn("n", "BIGINT"), new AnswerColumn("t", "VARCHAR")));
      printer.row(
          List.of(
              JsonMapper.shared().treeToValue(JsonMapper.shared().readTree("1"), Object.class),
              "x"));
      printer.end();
    }
  }
}
