package dev.cairn.journal;

import dev.cairn.model.Signal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints the figures of RATIONALE.md: run by hand, on a quiet machine. */
final class Measure {
  private static final int RECORD = 1_150;

  private Measure() {}

  public static void main(String[] arguments) throws Exception {
    Path folder =
        Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "."), "measure");
    for (int round = 0; round < 2; round++) {
      for (int threads : new int[] {1, 8, 64, 512, 4096}) {
        try (FileJournal journal = journal(folder, threads + "-" + round)) {
          writers(journal, threads, Math.clamp(threads * 2_000L, 2_000, 300_000));
        }
      }
    }
    try (FileJournal journal = journal(folder, "pipelined")) {
      pipelined(journal, 400_000);
      read(journal, "plain");
      read(journal, "plain");
    }
    try (FileJournal journal = journal(folder, "session")) {
      session(journal, folder);
    }
  }

  private static FileJournal journal(Path folder, String gateway) {
    FileJournal journal =
        new FileJournal(
            JournalConfig.DEFAULT, folder, gateway, InstantSource.system(), JournalMetrics.NONE);
    journal.start();
    return journal;
  }

  private static void writers(FileJournal journal, int threads, int count) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long[] nanos = new long[count];
    long began = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        executor.submit(() -> {
          for (int n; (n = next.getAndIncrement()) < count; ) {
            long before = System.nanoTime();
            Outcome outcome = Samples.append(journal, Samples.large(RECORD));
            if (!(outcome instanceof Outcome.Delivered)) {
              throw new IllegalStateException(outcome.toString());
            }
            nanos[n] = System.nanoTime() - before;
          }
        });
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Arrays.sort(nanos);
    System.out.printf(
        "%d writers: %.0f records/s, p50 %.2f ms, p99 %.2f ms, %s%n",
        threads,
        count / seconds,
        nanos[count / 2] / 1e6,
        nanos[count * 99 / 100] / 1e6,
        journal.report().facts().get("proxy"));
  }

  private static void pipelined(FileJournal journal, int count) throws Exception {
    long began = System.nanoTime();
    CompletableFuture<Outcome> last = CompletableFuture.completedFuture(null);
    int turnedAway = 0;
    for (int i = 0; i < count; i++) {
      while (true) {
        last = journal.append(Signal.PROXY, List.of(Samples.large(RECORD)));
        if (!last.isDone() || last.join() instanceof Outcome.Delivered) {
          break;
        }
        turnedAway++;
        Thread.sleep(1);
      }
    }
    last.join();
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "pipelined: %.0f records/s, %.0f MB/s, turned away %d%n",
        count / seconds, count * (RECORD + 1) / 1e6 / seconds, turnedAway);
  }

  private static void read(FileJournal journal, String what) {
    long began = System.nanoTime();
    long bytes = 0;
    try (JournalReader reader = journal.read(journal.start(Signal.PROXY))) {
      for (var record = reader.next(); record != null; record = reader.next()) {
        bytes += record.json().length;
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("read %s: %.0f MB/s%n", what, bytes / 1e6 / seconds);
  }

  /** A day of four sessions of 200 turns, each request with the whole history. */
  private static void session(FileJournal journal, Path folder) throws Exception {
    SampleSessions.write(journal, 4, 200);
    Path plain = Files.list(folder.resolve("session/proxy")).findFirst().orElseThrow();
    Path packed = folder.resolve("session.zst");
    for (int level : new int[] {1, 3, 6, 9}) {
      for (int frame : new int[] {16, 64, 128, 512}) {
        long began = System.nanoTime();
        new DayPacker(level, (long) frame << 20, DayPacker.Pace.FULL)
            .pack(plain, Files.size(plain), packed);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
            "level %d, frames of %d MiB: %.2f %% of %d MB, %.0f MB/s%n",
            level,
            frame,
            100.0 * Files.size(packed) / Files.size(plain),
            Files.size(plain) / 1_000_000,
            Files.size(plain) / 1e6 / seconds);
      }
    }
    long size = Files.size(plain);
    new DayPacker(3, DayPacker.FRAME, DayPacker.Pace.FULL).pack(plain, size, packed);
    byte[] block = new byte[256 << 10];
    long began = System.nanoTime();
    try (PackedBytes bytes = new PackedBytes(packed)) {
      for (long at = 0; at < size; ) {
        at += bytes.read(at, block, 0, block.length);
      }
    }
    System.out.printf("unpack: %.0f MB/s%n", size / 1e6 / ((System.nanoTime() - began) / 1e9));
    began = System.nanoTime();
    try (PackedBytes bytes = new PackedBytes(packed)) {
      bytes.read(size - 1, block, 0, 1);
    }
    System.out.printf("seek to the end: %.0f ms%n", (System.nanoTime() - began) / 1e6);
  }
}
