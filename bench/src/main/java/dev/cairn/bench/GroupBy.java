package dev.cairn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A group-by over a million rows in two hundred files, against plain DuckDB on the same files: what
 * the lake's own {@code GuardMeasure} prints.
 */
final class GroupBy implements Measurement {
  private static final Pattern RATIO = Pattern.compile("group by model.*ratio ([0-9.]+)");

  @Override
  public String name() {
    return "groupby";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    Path measure = machine.checkout().resolve("lake/target/test-classes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                measure + ":" + System.getProperty("java.class.path"),
                "dev.cairn.lake.GuardMeasure",
                machine.folder("lake").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher ratio = RATIO.matcher(output);
    if (process.waitFor() != 0 || !ratio.find()) {
      throw new IOException(output);
    }
    return List.of(
        Figure.ceiling(
            "group-by over 1M rows, 200 files: x plain DuckDB",
            Double.parseDouble(ratio.group(1)),
            1.3,
            1.1,
            "%.2f"));
  }
}
