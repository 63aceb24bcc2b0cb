package dev.cairn.bench;

import dev.cairn.bench.Measurement.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Measures Cairn against its peers and limits and prints a table. */
public final class Bench {
  private static final List<Measurement> ALL =
      List.of(
          new CommandTimes(),
          new SmallAnswers(),
          new PacedStreams(),
          new ManyStreams(),
          new Freshness(),
          new JournalWriters(),
          new GroupBy(),
          new BytesOnDisk());

  private Bench() {}

  /**
   * @param arguments the checkout, then names of measurements; none means all
   */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(arguments[0]).toAbsolutePath().normalize();
    Set<String> wanted =
        Set.of(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    List<Figure> figures = new ArrayList<>();
    try (Machine machine = new Machine(checkout)) {
      for (Measurement measurement : ALL) {
        if (wanted.isEmpty() || wanted.contains(measurement.name())) {
          System.err.println("measuring: " + measurement.name());
          figures.addAll(measured(measurement, machine));
        }
      }
    }
    print(figures);
  }

  private static List<Figure> measured(Measurement measurement, Machine machine) throws Exception {
    try {
      return measurement.run(machine);
    } catch (IOException failure) {
      failure.printStackTrace();
      return List.of(new Figure(measurement.name(), "failed, see above", "", "", false));
    } finally {
      machine.endStarted();
    }
  }

  private static void print(List<Figure> figures) throws Exception {
    System.out.printf(
        "%d cores, %s, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("java.version"));
    System.out.println("| what | measured | at least | going to | |");
    System.out.println("|---|---|---|---|---|");
    for (Figure figure : figures) {
      System.out.printf(
          "| %s | %s | %s | %s | %s |%n",
          figure.what(),
          figure.value(),
          figure.atLeast(),
          figure.goal(),
          figure.kept() ? "ok" : "**missed**");
    }
  }

  private static String processor() throws Exception {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 2))
        .orElse("unknown processor");
  }
}
