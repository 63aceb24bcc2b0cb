package dev.cairn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long short commands take, how long the server takes to be ready, what it needs when idle. */
final class CommandTimes implements Measurement {
  private static final int RUNS = 11;
  private static final int IDLE_SECONDS = 10;

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    Nginx model = Nginx.answering(machine, "{}");
    warm(machine);
    List<Double> ready = new ArrayList<>();
    CairnProcess cairn = CairnProcess.start(machine, model.port(), "");
    ready.add(cairn.readyMillis() / 1000.0);
    for (int i = 0; i < 2; i++) {
      CairnProcess another = CairnProcess.start(machine, model.port(), "");
      ready.add(another.readyMillis() / 1000.0);
      another.close();
    }
    double help = seconds(machine, cairn.home(), "--help");
    double query = seconds(machine, cairn.home(), "query", "sql", "select count(*) from messages");
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    double resident = Machine.residentMebibytes(cairn.process());
    return List.of(
        Figure.ceiling("cairn --help, s", help, 0.2, 0.13, "%.2f"),
        Figure.ceiling("cairn query sql against a running server, s", query, 0.3, 0.2, "%.2f"),
        Figure.ceiling(
            "cairn up to ready, s", ready.stream().sorted().toList().get(1), 2, 1, "%.2f"),
        Figure.ceiling("idle resident memory, MiB", resident, 250, 150, "%.0f"));
  }

  /** The first run of a command makes the cache of loaded classes, in the background. */
  private static void warm(Machine machine) throws Exception {
    seconds(machine, machine.folder("home"), "--help");
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
  }

  private static double seconds(Machine machine, Path home, String... arguments)
      throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    List<String> command = new ArrayList<>(List.of(machine.checkout().resolve("cairn").toString()));
    command.addAll(List.of(arguments));
    for (int i = 0; i < RUNS; i++) {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("CAIRN_HOME", home.toString());
      long start = System.nanoTime();
      int code = builder.start().waitFor();
      times.add((System.nanoTime() - start) / 1e9);
      if (code != 0) {
        throw new IOException(command + " ended with " + code);
      }
    }
    return times.stream().sorted().toList().get(RUNS / 2);
  }
}
