package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.server.CairnServer;
import dev.cairn.server.ConfigLocation;
import dev.cairn.server.Configuration;
import dev.cairn.trail.Questions.AnswerColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads what commands need, so that the launcher can keep it in a cache for later starts. For a
 * server it fills {@code CAIRN_HOME}, which must be a folder for this alone.
 */
@Command(name = "warm", hidden = true)
final class WarmCommand implements Callable<Integer> {
  private static final Duration CATCH_UP = Duration.ofSeconds(20);
  private static final String CONFIGURATION =
      """
      {"version": 1, "http": {"listen": "127.0.0.1:0"},
       "proxy": {"listen": "127.0.0.1:0", "upstreams": [
         {"name": "none", "base_url": "http://127.0.0.1:1", "match": {"path_prefix": "/"}}]}}
      """;

  /** What is going to be started. */
  enum Kind {
    CLIENT,
    SERVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;
  private final Terminal quiet;

  @Parameters(arity = "0..1")
  Kind kind = Kind.CLIENT;

  WarmCommand(Terminal terminal) {
    this.terminal = terminal;
    this.quiet =
        new Terminal(
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            terminal.columns(),
            terminal.colours(),
            terminal.environment());
  }

  @Override
  public Integer call() throws IOException {
    switch (kind) {
      case CLIENT -> client();
      case SERVER -> server();
    }
    return 0;
  }

  private void client() throws IOException {
    Main.run(quiet, "--help");
    try (WarmServer server = new WarmServer()) {
      ask(server.address());
    }
    PrintWriter out = new PrintWriter(quiet.out(), false, StandardCharsets.UTF_8);
    for (OutputFormat format : OutputFormat.values()) {
      AnswerPrinter printer = format.printer(out, quiet);
      printer.begin(List.of(new AnswerColumn("n", "BIGINT"), new AnswerColumn("t", "VARCHAR")));
      printer.row(List.of(1L, "x"));
      printer.end();
    }
  }

  private void ask(URI server) {
    Main.run(quiet, "query", "sql", "--server", server.toString(), "select 1");
    Main.run(quiet, "query", "proxy", "--server", server.toString());
    Main.run(quiet, "status", "--server", server.toString());
  }

  private void server() throws IOException {
    Home home = Home.of(terminal.environment());
    Path file = Files.createDirectories(home.folder()).resolve("cairn.json");
    Files.writeString(file, CONFIGURATION);
    Configuration.Loaded loaded =
        Configuration.load(home.folder(), new ConfigLocation.Default(), terminal.environment());
    try (CairnServer server = CairnServer.full(Problems.orThrow(loaded), () -> loaded)) {
      server.start();
      exchange(URI.create("http://" + server.proxyAddress().orElseThrow()));
      server.awaitCaughtUp(CATCH_UP);
      Home.Running running = home.running();
      if (running != null) {
        ask(running.http());
      }
    }
  }

  /** Lets the proxy record something; nothing listens behind it. */
  private static void exchange(URI proxy) {
    String body = JsonMapper.shared().writeValueAsString(List.of("x"));
    try (ServerClient.Response response =
        new ServerClient(proxy).send("POST", "/v1/messages", body)) {
      response.body().readAllBytes();
    } catch (CairnException | IOException refused) {
      // as expected: the answer is 502
    }
  }
}
