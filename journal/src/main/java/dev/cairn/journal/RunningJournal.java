package dev.cairn.journal;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Report;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a file journal between its start and its close. */
final class RunningJournal {
  private static final Logger LOG = LoggerFactory.getLogger(RunningJournal.class);

  private final GatewayFolder folder;
  private final UUID id;
  private final InstantSource clock;
  private final Map<Signal, SignalDays> days;
  private final Map<Signal, SignalWriter> writers;
  private final AppendQueue queue;
  private final GroupCommit commit;
  private final Thread writing;
  private final Upkeep upkeep;
  private final Thread tidying;
  private final Purge purge;

  /** Held while files of closed days change and while records are overwritten. */
  private final ReentrantLock changing = new ReentrantLock();

  RunningJournal(
      JournalConfig config,
      GatewayFolder folder,
      InstantSource clock,
      JournalMetrics metrics,
      AppendFile.Disk disk,
      AppendQueue queue,
      Subscribers subscribers)
      throws IOException {
    this.folder = folder;
    this.id = folder.id();
    this.clock = clock;
    this.queue = queue;
    this.days = listDays(folder);
    this.writers = new EnumMap<>(Signal.class);
    days.forEach((signal, list) -> writers.put(signal, new SignalWriter(signal, list, disk)));
    this.commit = new GroupCommit(config, queue, writers, subscribers, clock, metrics);
    this.writing = Thread.ofPlatform().name("journal").daemon().unstarted(commit);
    this.upkeep = new Upkeep(config, writers.values(), clock, changing, metrics);
    this.tidying = Thread.ofPlatform().name("journal-upkeep").daemon().unstarted(upkeep);
    this.purge =
        new Purge(
            days,
            new DayPacker(config.compressLevel(), DayPacker.FRAME, DayPacker.Pace.FULL),
            metrics);
  }

  /** Begins to take appends. */
  void start() throws IOException {
    queue.open(writing);
    writing.start();
    finishPurge();
    tidying.start();
  }

  private static Map<Signal, SignalDays> listDays(GatewayFolder folder) throws IOException {
    Map<Signal, SignalDays> days = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      Recovery.run(folder.days(signal));
      days.put(signal, new SignalDays(folder.days(signal)));
    }
    return days;
  }

  UUID id() {
    return id;
  }

  @Nullable String trouble() {
    return commit.trouble();
  }

  Position start(Signal signal) {
    Day oldest = days(signal).oldest();
    return oldest == null ? end(signal) : position(signal, oldest.date(), 0);
  }

  Position end(Signal signal) {
    SignalDays.End end = days(signal).end();
    return position(signal, end.date(), end.offset());
  }

  private Position position(Signal signal, LocalDate date, long offset) {
    return new Position(folder.gateway(), id, signal, date, offset);
  }

  JournalReader read(Position from) {
    if (!from.journal().equals(id)) {
      throw new CairnException(
          ErrorCode.NOT_FOUND,
          "position " + from + " is of journal " + from.journal() + ", this is " + id);
    }
    return new SignalReader(days(from.signal()), from, false);
  }

  private SignalDays days(Signal signal) {
    SignalDays list = days.get(signal);
    if (list == null) {
      throw new IllegalStateException("no days of signal " + signal);
    }
    return list;
  }

  int purge(List<Position> records) throws IOException {
    changing.lock();
    try {
      finishPurge();
      List<Stub> stubs = purge.resolve(records);
      if (!stubs.isEmpty()) {
        redo().write(stubs);
        finishPurge();
      }
      return stubs.size();
    } finally {
      changing.unlock();
    }
  }

  /** Does what the redo list says, where there is one. */
  private void finishPurge() throws IOException {
    changing.lock();
    try {
      List<Stub> stubs = redo().read();
      if (!stubs.isEmpty()) {
        purge.overwrite(stubs);
        record(stubs);
        redo().remove();
      }
    } finally {
      changing.unlock();
    }
  }

  private RedoList redo() {
    return new RedoList(folder.redo());
  }

  private void record(List<Stub> stubs) throws IOException {
    List<byte[]> records = PurgeRecord.of(folder.gateway(), id, clock.instant(), stubs);
    long bytes = records.stream().mapToLong(record -> record.length + 1L).sum();
    Append append = new Append(Signal.PURGES, records, bytes);
    Outcome outcome =
        queue.offer(append) == AppendQueue.Answer.TAKEN
            ? append.join()
            : new Outcome.Refused("its buffer is full or it is closing");
    switch (outcome) {
      case Outcome.Delivered _ -> {}
      case Outcome.Retry(String reason, _) -> throw unrecorded(reason);
      case Outcome.Refused(String reason) -> throw unrecorded(reason);
    }
  }

  private static CairnException unrecorded(String reason) {
    return new CairnException(
        ErrorCode.JOURNAL_UNAVAILABLE,
        "the records are overwritten, but the purge could not be recorded and is repeated by the"
            + " next purge or start: "
            + reason);
  }

  Report report() {
    return JournalReport.of(writers.values(), queue.pending(), trouble());
  }

  void tidy() throws IOException {
    upkeep.tidy();
  }

  /** Stops both threads; what was taken is made durable before. */
  void close() {
    upkeep.stop();
    join(tidying);
    Append rest = queue.shut();
    join(writing);
    commit.commitRest(rest);
    for (SignalWriter writer : writers.values()) {
      try {
        writer.close();
      } catch (IOException e) {
        LOG.warn("Closing {} failed; all that was acknowledged is durable", writer.signal(), e);
      }
    }
  }

  /** Waits even when interrupted, since two threads must never write. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
