package dev.cairn.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes closed days that are too old or too many; never the newest of a signal. */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final JournalConfig config;
  private final Collection<SignalWriter> writers;
  private final JournalMetrics metrics;

  Retention(JournalConfig config, Collection<SignalWriter> writers, JournalMetrics metrics) {
    this.config = config;
    this.writers = writers;
    this.metrics = metrics;
  }

  /** A day that may go. */
  private record Closed(SignalWriter writer, Day day) {}

  void apply(LocalDate today) throws IOException {
    if (config.retentionDays() > 0) {
      LocalDate oldest = today.minusDays(config.retentionDays());
      for (Closed closed : closedDays()) {
        if (closed.day.date().isBefore(oldest)) {
          delete(closed, "older than " + config.retentionDays() + " days");
        }
      }
    }
    if (config.retentionBytes() > 0) {
      long excess = bytes() - config.retentionBytes();
      for (Closed closed : closedDays()) {
        if (excess > 0) {
          excess -= delete(closed, "more than " + config.retentionBytes() + " bytes are kept");
        }
      }
    }
  }

  /** Of all signals, the oldest first. */
  private List<Closed> closedDays() {
    List<Closed> closed = new ArrayList<>();
    for (SignalWriter writer : writers) {
      LocalDate open = writer.openDate();
      List<Day> all = writer.days().all();
      for (Day day : all.subList(0, Math.max(0, all.size() - 1))) {
        if (day.date().isBefore(open)) {
          closed.add(new Closed(writer, day));
        }
      }
    }
    closed.sort(Comparator.comparing(c -> c.day.date()));
    return closed;
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (SignalWriter writer : writers) {
      for (Day day : writer.days().all()) {
        bytes += Files.size(day.file());
      }
    }
    return bytes;
  }

  private long delete(Closed closed, String why) throws IOException {
    Day day = closed.day;
    long bytes = Files.size(day.file());
    SignalDays days = closed.writer.days();
    days.exclusively(() -> {
      days.remove(day);
      DurableFiles.delete(day.file());
    });
    LOG.info("Deleted {} ({} bytes): {}", day.file(), bytes, why);
    metrics.retired(closed.writer.signal(), bytes);
    return bytes;
  }
}
