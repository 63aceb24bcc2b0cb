package dev.cairn.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What runs, since when, what was recorded and what was lost. */
@Command(
    name = "status",
    description = "What runs, since when, what was recorded, what was lost.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin ServerOptions options = new ServerOptions();

  @Option(names = "--json", description = "Everything, as JSON.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    URI address = Connection.running(options, terminal);
    if (address == null) {
      String home = Home.of(terminal.environment()).folder().toString();
      out.println(
          json ? "{\"running\":false}" : "cairn does not run on " + home + ". Start it: cairn up");
      return 1;
    }
    JsonNode status = new ServerClient(address).json("GET", "/api/status");
    if (json) {
      out.println(status.toPrettyString());
    } else {
      print(status, out);
    }
    return healthy(status) ? 0 : 1;
  }

  private static boolean healthy(JsonNode status) {
    return status.path("parts").valueStream().allMatch(part -> part.path("healthy").asBoolean());
  }

  private void print(JsonNode status, PrintWriter out) {
    Ansi ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
    out.print(
        "cairn %s has run for %s (process %s)\n"
            .formatted(
                status.path("version").asString(),
                HumanValue.age(Duration.ofSeconds(status.path("uptime_seconds").asLong())),
                status.path("pid").asString()));
    line(out, "home", status.path("home").asString());
    status
        .path("listening")
        .properties()
        .forEach(e -> line(out, e.getKey(), "http://" + e.getValue().asString()));
    line(out, "lost", lost(status));
    for (JsonNode part : status.path("parts")) {
      boolean well = part.path("healthy").asBoolean();
      String mark = ansi.new Text(well ? "@|green ok|@" : "@|bold,red attention|@").toString();
      out.print("\n" + part.path("part").asString() + ": " + mark + "\n");
      new FactLines(out, Instant.now()).print(part.path("facts"));
    }
    for (JsonNode warning : status.path("warnings")) {
      out.print("\nwarning: " + warning.asString() + "\n");
    }
  }

  private static void line(PrintWriter out, String name, String value) {
    out.print("  %-16s %s\n".formatted(name, value));
  }

  /** The sum over all parts of what they name as lost. */
  private static String lost(JsonNode status) {
    long records =
        status
            .path("parts")
            .valueStream()
            .map(part -> part.path("facts"))
            .mapToLong(facts -> facts.path("lost_records").asLong() + facts.path("lost").asLong())
            .sum();
    return records == 0 ? "nothing" : String.format(Locale.ROOT, "%,d records", records);
  }
}
