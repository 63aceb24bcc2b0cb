package dev.cairn.cli;

import dev.cairn.trail.Questions;
import dev.cairn.trail.Questions.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("cairn.json"),
        """
        {"version": 1, "gateway_id": "test", "http": {"listen": "127.0.0.1:0"},
         "sink": {"type": "file", "dir": "%s"},
         "proxy": {"listen": "127.0.0.1:0", "upstreams": [
           {"name": "scripted", "base_url": "%s", "match": {"path_prefix": "/"}}]}}\
        """
            .formatted(home.resolve("recordings"), model));
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
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cairn.cli.Main"));
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
    Questions.Question question =
        new Questions.Question(
            sql, List.of(), "local", new Questions.Limits(Long.MAX_VALUE, Duration.ofSeconds(60)));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (Answer answer = new RemoteQuestions(client()).ask(question)) {
      for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          cells.put(answer.columns().get(i).name(), row.get(i));
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  /** The one number that a question gives. */
  long number(String sql) {
    return ((Number) rows(sql).getFirst().values().iterator().next()).longValue();
  }

  /** Waits until a question gives a number. */
  void awaitNumber(String sql, long expected) {
    long deadline = System.nanoTime() + PATIENCE;
    long last = number(sql);
    while (last != expected && System.nanoTime() < deadline) {
      pause();
      last = number(sql);
    }
    if (last != expected) {
      throw new AssertionError(sql + " gives " + last + ", not " + expected);
    }
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
