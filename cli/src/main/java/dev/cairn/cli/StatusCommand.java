package dev.cairn.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    out.printf(
        "cairn %s runs for %s (process %s, %s)%n",
        status.path("version").asString(),
        age(status.path("uptime_seconds").asLong()),
        status.path("pid").asString(),
        status.path("home").asString());
    status
        .path("listening")
        .properties()
        .forEach(e -> out.printf("  %-9s http://%s%n", e.getKey(), e.getValue().asString()));
    for (JsonNode part : status.path("parts")) {
      boolean well = part.path("healthy").asBoolean();
      String mark = ansi.new Text(well ? "@|green ok|@" : "@|bold,red attention|@").toString();
      out.printf("%n%-10s %s%n", part.path("part").asString(), mark);
      part.path("facts").properties().forEach(fact -> fact(out, fact));
    }
    for (JsonNode warning : status.path("warnings")) {
      out.println("\nwarning: " + warning.asString());
    }
  }

  private static void fact(PrintWriter out, Map.Entry<String, JsonNode> fact) {
    out.printf("  %-22s %s%n", fact.getKey().replace('_', ' '), value(fact.getValue()));
  }

  private static String value(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(value(item)));
      return String.join(", ", items);
    }
    if (value.isObject()) {
      List<String> items = new ArrayList<>();
      value
          .properties()
          .forEach(e -> items.add(e.getKey().replace('_', ' ') + " " + value(e.getValue())));
      return String.join(", ", items);
    }
    return value.asString();
  }

  private static String age(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() > 0
            ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
            : seconds + " s";
  }
}
