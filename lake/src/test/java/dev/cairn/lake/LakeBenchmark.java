package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Measures the writing side; run by hand, the figures stand in RATIONALE.md. */
final class LakeBenchmark {
  private LakeBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path dir = Files.createTempDirectory("lake-benchmark");
    try {
      flushAndCommit(dir.resolve("flush"));
      flood(dir.resolve("flood"));
      sessions(dir.resolve("sessions"), 200, 1_500, 4);
      sessions(dir.resolve("large"), 200, 4_750, 2);
    } finally {
      FolderCopy.delete(dir);
    }
  }

  private static void flushAndCommit(Path dir) throws IOException {
    try (TestTrail trail = new TestTrail(dir).start()) {
      for (int round = 0; round < 5; round++) {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
          String id = round + "-" + i;
          lines.add(TestProjector.open(id, "asked"));
          lines.add(TestProjector.close(id, "s" + i % 50, id, TestTrail.DAY + i, "x".repeat(800)));
        }
        trail.journal.append(Signal.PROXY, lines).join();
        long start = System.nanoTime();
        trail.catchUp();
        long flushed = System.nanoTime();
        trail.commit();
        System.out.printf(
            "1,000 exchanges visible after %d ms, committed in %d ms%n",
            (flushed - start) / 1_000_000, (System.nanoTime() - flushed) / 1_000_000);
      }
      long start = System.nanoTime();
      trail.lake.compact();
      System.out.printf("compacted in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }
  }

  private static void flood(Path dir) {
    try (TestTrail trail = new TestTrail(dir)) {
      int many = 300_000;
      for (int from = 0; from < many; from += 10_000) {
        List<byte[]> lines = new ArrayList<>();
        for (int i = from; i < from + 10_000; i++) {
          lines.add(TestProjector.close("x" + i, "", "k" + i, TestTrail.DAY + i, "{\"ok\":true}"));
        }
        trail.journal.append(Signal.PROXY, lines).join();
      }
      long start = System.nanoTime();
      long before = cpu();
      trail.start(LakeConfig.in(dir.resolve("lake")), step -> {});
      while (!trail.follower.awaitCaughtUp(Duration.ofSeconds(600))) {
        System.out.println(trail.follower.report());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%.0f small exchanges/s, start included; %.0f microseconds of CPU each%n",
          many / seconds, (cpu() - before) / 1e3 / many);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Sessions whose every request repeats all that was said before. */
  private static void sessions(Path dir, int turns, int each, int many) throws IOException {
    long bytes = 0;
    Random random = new Random(1);
    try (TestTrail trail = new TestTrail(dir)) {
      trail.start(LakeConfig.in(dir.resolve("lake")), step -> {});
      StringBuilder[] history = new StringBuilder[many];
      for (int turn = 0; turn < turns; turn++) {
        for (int s = 0; s < many; s++) {
          if (turn == 0) {
            history[s] = new StringBuilder(words(random, 50_000));
          }
          history[s].append(words(random, each));
          String body = history[s].toString();
          bytes += body.length();
          trail.exchange("s" + s, "k" + turn, TestTrail.DAY + turn * 60_000_000L, body);
        }
      }
      trail.catchUp();
      long start = System.nanoTime();
      trail.stop();
      trail.start();
      long committed = size(dir.resolve("lake/tables"));
      trail.lake.compact();
      long seconds = (System.nanoTime() - start) / 1_000_000;
      long current = 0;
      int files = 0;
      for (Dataset dataset : Datasets.ALL) {
        for (LakeFile file : trail.lake.shelf().contents().files(dataset)) {
          current += Files.size(file.path());
          files++;
        }
      }
      System.out.printf(
          "%d sessions of %d turns, %d MB: committed %.2f %%, compacted %.2f %% in %d files, %d ms%n",
          many,
          turns,
          bytes >> 20,
          100.0 * committed / bytes,
          100.0 * current / bytes,
          files,
          seconds);
    }
  }

  private static String words(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Long.toString(random.nextLong(1 << 14), 36)).append(' ');
    }
    return text.substring(0, length);
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
