package dev.cairn.bench;

import dev.cairn.journal.FileJournal;
import dev.cairn.journal.JournalConfig;
import dev.cairn.journal.JournalMetrics;
import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Many writers that each wait until their record is durable before they write the next. */
final class JournalWriters implements Measurement {
  private static final int WRITERS = 512;
  private static final int RECORDS = 400_000;
  private static final int RECORD_BYTES = 1_150;

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    try (FileJournal journal =
        new FileJournal(
            JournalConfig.DEFAULT,
            machine.folder("journal"),
            "bench",
            InstantSource.system(),
            JournalMetrics.NONE)) {
      journal.start();
      perSecond(journal, RECORDS / 4);
      double perSecond = perSecond(journal, RECORDS);
      return List.of(
          Figure.floor(
              "journal, 512 writers, durable, 1,000 records/s",
              perSecond / 1_000,
              100,
              200,
              "%.0f"));
    }
  }

  private static double perSecond(FileJournal journal, int records) {
    byte[] line =
        ("{\"kind\":\"stream_event\",\"data\":\"" + "x".repeat(RECORD_BYTES - 36) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    AtomicInteger next = new AtomicInteger();
    LongAdder durable = new LongAdder();
    long start = System.nanoTime();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        writers.execute(() -> {
          while (next.getAndIncrement() < records) {
            if (journal.append(Signal.PROXY, List.of(line)).join() instanceof Outcome.Delivered) {
              durable.increment();
            }
          }
        });
      }
    }
    return durable.sum() / ((System.nanoTime() - start) / 1e9);
  }
}
