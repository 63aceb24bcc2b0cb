package dev.cairn.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compresses days some time after they have closed; readers move over without noticing. */
final class Packing {
  private static final Logger LOG = LoggerFactory.getLogger(Packing.class);

  private final JournalConfig config;
  private final Collection<SignalWriter> writers;
  private final DayPacker packer;
  private final Lock changing;
  private final JournalMetrics metrics;

  /**
   * @param changing held while files change places
   */
  Packing(
      JournalConfig config,
      Collection<SignalWriter> writers,
      DayPacker packer,
      Lock changing,
      JournalMetrics metrics) {
    this.config = config;
    this.writers = writers;
    this.packer = packer;
    this.changing = changing;
    this.metrics = metrics;
  }

  void packDue(Instant now) throws IOException {
    for (SignalWriter writer : writers) {
      LocalDate open = writer.openDate(); // first, since days before it have their sizes by then
      for (Day day : writer.days().all()) {
        if (day.date().isBefore(open) && !day.packed() && isDue(day, now)) {
          pack(writer, day);
        }
      }
    }
  }

  private boolean isDue(Day day, Instant now) {
    Instant closed = day.date().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return !now.isBefore(closed.plus(config.compressAfter()));
  }

  private void pack(SignalWriter writer, Day day) throws IOException {
    SignalDays days = writer.days();
    int seen = days.generation();
    Path target = Day.packedFile(days.folder(), day.date());
    Path temporary = DurableFiles.temporary(target);
    if (Files.size(day.file()) != day.size()) {
      throw new IOException(day.file() + " must have " + day.size() + " bytes to be compressed");
    }
    try {
      packer.pack(day.file(), day.size(), temporary);
      changing.lock();
      try {
        if (days.generation() == seen) { // else purged or retired meanwhile: the next time
          days.exclusively(() -> swap(days, day, temporary, target));
          tell(writer, day, Files.size(target));
        }
      } finally {
        changing.unlock();
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void swap(SignalDays days, Day day, Path temporary, Path target)
      throws IOException {
    DurableFiles.rename(temporary, target);
    days.replace(new Day(day.date(), target, true, day.size()));
    DurableFiles.delete(day.file());
  }

  private void tell(SignalWriter writer, Day day, long packedBytes) {
    LOG.info("Compressed {} from {} to {} bytes", day.file(), day.size(), packedBytes);
    metrics.packed(writer.signal(), day.size(), packedBytes);
  }
}
