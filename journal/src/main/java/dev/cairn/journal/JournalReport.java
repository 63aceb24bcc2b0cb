package dev.cairn.journal;

import dev.cairn.kernel.Report;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What a journal says of itself. */
final class JournalReport {
  private JournalReport() {}

  static Report notStarted() {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("state", "not started");
    return new Report("journal", false, facts);
  }

  static Report of(Iterable<SignalWriter> writers, long pendingBytes, @Nullable String trouble) {
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    if (trouble != null) {
      facts.put("trouble", "cannot write: " + trouble);
    }
    facts.put("pending_bytes", pendingBytes);
    facts.put("lost", 0L);
    for (SignalWriter writer : writers) {
      facts.put(writer.signal().folder(), signal(writer));
    }
    return new Report("journal", trouble == null, facts);
  }

  private static Map<String, Object> signal(SignalWriter writer) {
    SignalDays.End end = writer.days().end();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("records", writer.records());
    if (!writer.days().all().isEmpty()) {
      facts.put("day", end.date().toString());
    }
    facts.put("day_bytes", end.offset());
    facts.put("days", writer.days().all().size());
    Instant lastWrite = writer.lastWrite();
    if (lastWrite != null) {
      facts.put("last_write", lastWrite.toString());
    }
    facts.put("syncs", writer.syncs());
    return facts;
  }
}
