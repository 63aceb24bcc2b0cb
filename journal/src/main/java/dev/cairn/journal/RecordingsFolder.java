package dev.cairn.journal;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Report;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The recordings of one gateway as they lie in a folder, only read: those of another Cairn, or
 * those of Collectivus, whose layout is the same without a journal id. It sees what was there at
 * its start, takes no records and changes nothing.
 */
public final class RecordingsFolder implements Journal {
  private final GatewayFolder folder;
  private volatile @Nullable Contents contents;

  /** What was found at the start. */
  private record Contents(UUID id, Map<Signal, SignalDays> days) {}

  /**
   * @param recordings the folder with a folder for each gateway
   * @param gateway whose recordings
   */
  public RecordingsFolder(Path recordings, String gateway) {
    this.folder = GatewayFolder.of(recordings, gateway);
  }

  /** The gateways whose recordings lie in a folder, by name. */
  public static List<String> gateways(Path recordings) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(recordings, RecordingsFolder::holdsSignals)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (IOException e) {
      throw Storage.failed("list", recordings, e);
    }
    names.sort(null);
    return names;
  }

  private static boolean holdsSignals(Path gateway) {
    for (Signal signal : Signal.values()) {
      if (Files.isDirectory(gateway.resolve(signal.folder()))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void start() {
    try {
      Map<Signal, SignalDays> days = new EnumMap<>(Signal.class);
      for (Signal signal : Signal.values()) {
        days.put(signal, new SignalDays(folder.days(signal)));
      }
      contents = new Contents(folder.idOrDerived(), days);
    } catch (IOException e) {
      throw Storage.failed("read the recordings in", folder.path(), e);
    }
  }

  @Override
  public void close() {}

  @Override
  public String gateway() {
    return folder.gateway();
  }

  @Override
  public UUID id() {
    return contents().id;
  }

  @Override
  public CompletableFuture<Outcome> append(Signal signal, List<byte[]> records) {
    return CompletableFuture.completedFuture(
        new Outcome.Refused("the recordings in " + folder.path() + " are only read"));
  }

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public Position start(Signal signal) {
    Day oldest = days(signal).oldest();
    return oldest == null ? end(signal) : position(signal, oldest.date(), 0);
  }

  @Override
  public Position end(Signal signal) {
    SignalDays.End end = days(signal).end();
    return position(signal, end.date(), end.offset());
  }

  private Position position(Signal signal, LocalDate date, long offset) {
    return new Position(folder.gateway(), id(), signal, date, offset);
  }

  @Override
  public JournalReader read(Position from) {
    return new SignalReader(days(from.signal()), from, true);
  }

  private SignalDays days(Signal signal) {
    SignalDays days = contents().days.get(signal);
    if (days == null) {
      throw new IllegalStateException("no days of signal " + signal);
    }
    return days;
  }

  @Override
  public Subscription subscribe(Signal signal, Runnable durable) {
    return () -> {};
  }

  @Override
  public int purge(List<Position> records) {
    throw new CairnException(
        ErrorCode.USAGE, "the recordings in " + folder.path() + " are only read");
  }

  @Override
  public Report report() {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("folder", folder.path().toString());
    contents().days.forEach((signal, days) -> facts.put(signal + "_days", days.all().size()));
    return new Report("recordings", true, facts);
  }

  private Contents contents() {
    Contents found = contents;
    if (found == null) {
      throw new CairnException(
          ErrorCode.JOURNAL_UNAVAILABLE, "the recordings in " + folder.path() + " are not opened");
    }
    return found;
  }
}
