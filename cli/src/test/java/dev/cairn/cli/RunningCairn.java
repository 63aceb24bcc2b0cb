package dev.cairn.cli;

import dev.cairn.trail.Questions;
import dev.cairn.trail.Questions.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The real program as a process of its own, in a folder of its own, before a model of the test. */
final class RunningCairn implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Path home;
  private final Process process;

  private RunningCairn(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  /** Writes a configuration whose only upstream is the model. */
  static void configure(Path home, String model) throws IOException {
    configure(home, model, "");
  }

  /**
   * Writes a configuration whose only upstream is the model.
   *
   * @param more sections, each with a comma before it
   */
  static void configure(Path home, String model, String more) throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("cairn.json"),
        """
        {"version": 1, "gateway_id": "test", "http": {"listen": "127.0.0.1:0"},
         "proxy": {"listen": "127.0.0.1:0", "drain": "2s", "upstreams": [
           {"name": "scripted", "base_url": "%s", "match": {"path_prefix": "/"}}]}%s}
        """
            .formatted(model, more));
  }

  /** Starts {@code cairn up} and waits until it is ready. */
  static RunningCairn up(Path home) throws IOException {
    Process process = command(home, Map.of(), "up").start();
    RunningCairn cairn = new RunningCairn(home, process);
    try {
      cairn.awaitReady();
    } catch (IOException | RuntimeException failure) {
      process.destroyForcibly();
      throw failure;
    }
    return cairn;
  }

  /** A command of Cairn with nothing in its environment but what it needs. */
  static ProcessBuilder command(Path home, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "dev.cairn.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("CAIRN_HOME", home.toString());
    builder.environment().putAll(environment);
    return builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(home.resolve("out.log").toFile()));
  }

  /** What a command that ended has said and its exit code. */
  record Said(int code, String text) {}

  /** Runs a command of Cairn to its end. */
  static Said say(Path home, String... arguments) throws IOException, InterruptedException {
    Process process =
        command(home, Map.of(), arguments)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** What the server has logged and said. */
  String log() throws IOException {
    return Files.readString(home.resolve("out.log"));
  }

  /** Sends a signal such as HUP. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < deadline) {
      Home.Running running = new Home(home).running();
      if (running != null && running.process() == process.pid() && isReady(running.http())) {
        return;
      }
      if (!process.isAlive()) {
        throw new IOException("cairn ended: " + Files.readString(home.resolve("out.log")));
      }
      pause();
    }
    throw new IOException("cairn is not ready: " + Files.readString(home.resolve("out.log")));
  }

  private static boolean isReady(URI http) {
    try {
      new ServerClient(http).json("GET", "/readyz");
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
  }

  private Home.Running running() {
    Home.Running running = new Home(home).running();
    if (running == null) {
      throw new IllegalStateException("cairn does not run");
    }
    return running;
  }

  ServerClient client() {
    return new ServerClient(running().http());
  }

  /** {@code http://host:port} of the proxy. */
  String proxy() {
    return "http://" + running().proxy();
  }

  /** All rows of an answer, by column. */
  List<Map<String, @Nullable Object>> rows(String sql) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    rows(sql, rows::add);
    return rows;
  }

  /** Gives each row of an answer, by column, to a taker. */
  void rows(String sql, Consumer<Map<String, @Nullable Object>> taker) {
    Questions.Question question =
        new Questions.Question(
            sql, List.of(), "local", new Questions.Limits(Long.MAX_VALUE, Duration.ofSeconds(60)));
    try (Answer answer = new RemoteQuestions(client()).ask(question)) {
      for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          cells.put(answer.columns().get(i).name(), row.get(i));
        }
        taker.accept(cells);
      }
    }
  }

  /** The one number that a question gives. */
  long number(String sql) {
    return ((Number) rows(sql).getFirst().values().iterator().next()).longValue();
  }

  /** Waits until a question gives a number. */
  void awaitNumber(String sql, long expected) {
    await(sql + " gives " + expected, () -> number(sql) == expected);
  }

  /** Waits until something holds. */
  void await(String what, Condition condition) {
    long deadline = System.nanoTime() + PATIENCE;
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("never came true: " + what + "; " + status());
        }
        pause();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all that is durable can be asked for, however long that takes. */
  void awaitCaughtUp() {
    for (JsonNode lake = lake(); !isCaughtUp(lake); lake = lake()) {
      if (!lake.path("healthy").asBoolean()) {
        throw new AssertionError("the lake does not get on: " + lake);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private JsonNode lake() {
    return client().json("GET", "/api/lake");
  }

  private static boolean isCaughtUp(JsonNode lake) {
    JsonNode facts = lake.path("facts");
    return facts.path("lag_bytes").asLong() == 0 && facts.path("waiting_rows").asLong() == 0;
  }

  /** Something to wait for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  /** {@code /api/status}. */
  JsonNode status() {
    return client().json("GET", "/api/status");
  }

  /** Ends it as the power does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as a person does, and gives the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
