package dev.cairn.bench;

import dev.cairn.journal.FileJournal;
import dev.cairn.journal.JournalConfig;
import dev.cairn.journal.JournalMetrics;
import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What long sessions, whose requests repeat their history, take on disk in the end. */
final class BytesOnDisk implements Measurement {
  private static final int SESSIONS = 4;
  private static final int TURNS = 200;
  private static final int COMMIT_SECONDS = 120;
  private static final int PACKING_SECONDS = 300;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    AgentSessions model = AgentSessions.start(machine);
    CairnProcess cairn = CairnProcess.start(machine, model.port(), "");
    long proxied = 0;
    for (int session = 0; session < SESSIONS; session++) {
      proxied += model.play(cairn.proxyPort(), session, TURNS);
    }
    long visible = cairn.await("select count(*) from exchanges", (long) SESSIONS * TURNS, 120);
    if (visible < 0) {
      throw new IOException("not all exchanges became visible");
    }
    awaitCommitted(cairn);
    cairn.post("/api/lake/compact");
    double lake = 100.0 * liveBytes(cairn.home().resolve("lake/tables")) / proxied;
    cairn.close();
    double journal = 100.0 * packed(cairn.home().resolve("recordings")) / proxied;
    System.err.printf("  proxied %,d bytes%n", proxied);
    return List.of(
        Figure.ceiling("lake after compaction, % of bytes proxied", lake, 1, 0.6, "%.2f"),
        Figure.ceiling("journal of closed days, % of bytes proxied", journal, 2, 1, "%.2f"));
  }

  /** Waits until all rows stand in the tables, where compaction finds them. */
  private static void awaitCommitted(CairnProcess cairn) throws IOException {
    for (int i = 0; i < COMMIT_SECONDS; i++) {
      if (cairn.part("lake").path("tables").values().stream()
          .allMatch(table -> table.path("micro_files").asInt() == 0)) {
        return;
      }
      Pause.millis(1_000);
    }
    throw new IOException("the rows were not committed within " + COMMIT_SECONDS + " s");
  }

  /**
   * Bytes of the files that compaction wrote; those they replaced stay some minutes more. A table
   * that was in one piece was left as it was.
   */
  private static long liveBytes(Path tables) throws IOException {
    long bytes = 0;
    for (Dataset dataset : Datasets.ALL) {
      Path table = tables.resolve(dataset.name());
      long compacted = bytes(table, "merge-") + bytes(table, "day-");
      long live = compacted > 0 ? compacted : bytes(table, "commit-");
      System.err.printf("  %s: %,d bytes%n", dataset, live);
      bytes += live;
      if (compacted == 0 && dataset == Datasets.EXCHANGES) {
        throw new IOException("nothing was compacted");
      }
    }
    return bytes;
  }

  private static long bytes(Path table, String prefix) throws IOException {
    try (var files = Files.walk(table)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /** Lets the journal close its days, as it does some minutes after midnight. */
  private static long packed(Path recordings) throws IOException {
    String gateway;
    try (var folders = Files.list(recordings)) {
      gateway = folders.findFirst().orElseThrow().getFileName().toString();
    }
    InstantSource tomorrow = InstantSource.offset(InstantSource.system(), Duration.ofDays(2));
    try (FileJournal journal =
        new FileJournal(
            JournalConfig.DEFAULT, recordings, gateway, tomorrow, JournalMetrics.NONE)) {
      journal.start();
      for (int i = 0; i < PACKING_SECONDS && plain(recordings) > 0; i++) {
        Pause.millis(1_000);
      }
    }
    return Machine.bytes(recordings);
  }

  private static long plain(Path recordings) throws IOException {
    try (var files = Files.walk(recordings)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .filter(file -> file.toFile().length() > 0)
          .count();
    }
  }
}
