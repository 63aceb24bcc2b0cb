package dev.cairn.journal;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Report;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import dev.cairn.trail.Outcome.Delivered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A journal of JSON lines in files, {@code <recordings>/<gateway>/<signal>/<UTC-date>.jsonl}. The
 * caller sees to it that one process has the folder.
 */
public final class FileJournal implements Journal {
  private static final Duration FULL_PAUSE = Duration.ofMillis(50);
  private static final CompletableFuture<Outcome> DELIVERED =
      CompletableFuture.completedFuture(Delivered.DELIVERED);

  private final JournalConfig config;
  private final GatewayFolder folder;
  private final InstantSource clock;
  private final JournalMetrics metrics;
  private final AppendFile.Disk disk;
  private final Subscribers subscribers = new Subscribers();
  private final AppendQueue queue;
  private volatile @Nullable RunningJournal running;

  /**
   * @param recordings the folder with a folder for each gateway
   * @param gateway who writes here: a folder name of letters, digits and {@code ._+@-}
   * @param clock tells the day of writing
   */
  public FileJournal(
      JournalConfig config,
      Path recordings,
      String gateway,
      InstantSource clock,
      JournalMetrics metrics) {
    this(config, recordings, gateway, clock, metrics, ChannelFile::open);
  }

  FileJournal(
      JournalConfig config,
      Path recordings,
      String gateway,
      InstantSource clock,
      JournalMetrics metrics,
      AppendFile.Disk disk) {
    this.config = config;
    this.folder = GatewayFolder.of(recordings, gateway);
    this.clock = clock;
    this.metrics = metrics;
    this.disk = disk;
    this.queue = new AppendQueue(config.buffer());
  }

  @Override
  public synchronized void start() {
    try {
      RunningJournal opened =
          new RunningJournal(config, folder, clock, metrics, disk, queue, subscribers);
      running = opened;
      opened.start();
    } catch (IOException e) {
      throw Storage.failed("open the journal in", folder.path(), e);
    }
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.close();
    }
  }

  @Override
  public String gateway() {
    return folder.gateway();
  }

  @Override
  public UUID id() {
    return running().id();
  }

  @Override
  public CompletableFuture<Outcome> append(Signal signal, List<byte[]> records) {
    if (records.isEmpty()) {
      return DELIVERED;
    }
    long bytes = 0;
    for (byte[] record : records) {
      String wrong = Records.problem(record);
      if (wrong != null) {
        return CompletableFuture.completedFuture(new Outcome.Refused(wrong));
      }
      bytes += record.length + 1L;
    }
    return append(new Append(signal, records, bytes));
  }

  private CompletableFuture<Outcome> append(Append append) {
    if (append.bytes() > config.buffer()) {
      return CompletableFuture.completedFuture(
          new Outcome.Refused(
              "an append must not be larger than the journal's buffer of %d bytes, had %d"
                  .formatted(config.buffer(), append.bytes())));
    }
    RunningJournal journal = running;
    String trouble = journal == null ? null : journal.trouble();
    if (trouble != null) {
      return turnedAway(append, "the journal cannot write: " + trouble, config.retryAfter());
    }
    return switch (queue.offer(append)) {
      case TAKEN -> append;
      case FULL -> turnedAway(append, full(), FULL_PAUSE);
      case SHUT -> turnedAway(append, "the journal is not running", config.retryAfter());
    };
  }

  private String full() {
    return "the journal's buffer of %d bytes is full".formatted(config.buffer());
  }

  private CompletableFuture<Outcome> turnedAway(Append append, String reason, Duration after) {
    metrics.turnedAway(append.signal());
    return CompletableFuture.completedFuture(new Outcome.Retry(reason, after));
  }

  @Override
  public long pendingBytes() {
    return queue.pending();
  }

  @Override
  public Position start(Signal signal) {
    return running().start(signal);
  }

  @Override
  public Position end(Signal signal) {
    return running().end(signal);
  }

  @Override
  public JournalReader read(Position from) {
    return running().read(from);
  }

  @Override
  public Subscription subscribe(Signal signal, Runnable durable) {
    return subscribers.add(signal, durable);
  }

  @Override
  public int purge(List<Position> records) {
    try {
      return running().purge(records);
    } catch (IOException e) {
      throw Storage.failed("purge records in", folder.path(), e);
    }
  }

  @Override
  public Report report() {
    RunningJournal journal = running;
    return journal == null ? JournalReport.notStarted() : journal.report();
  }

  /** Does at once what is otherwise done once a minute. */
  void tidy() throws IOException {
    running().tidy();
  }

  private RunningJournal running() {
    RunningJournal journal = running;
    if (journal == null) {
      throw new CairnException(
          ErrorCode.JOURNAL_UNAVAILABLE, "the journal in " + folder.path() + " is not started");
    }
    return journal;
  }
}
