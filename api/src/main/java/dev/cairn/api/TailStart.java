package dev.cairn.api;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;

/** Finds the record that a tail begins with. */
final class TailStart {
  private static final int MOST_DAYS = 31;

  private TailStart() {}

  static Position of(Journal journal, TailRequest request) {
    Position end = journal.end(request.signal());
    LocalDate date = request.date();
    if (date != null) {
      return date.isAfter(end.date()) ? end : end.at(date, 0);
    }
    return request.last() == 0 ? end : back(journal, end, request.last());
  }

  /** Walks back day by day until enough records lie between the place and the end. */
  private static Position back(Journal journal, Position end, int wanted) {
    Position oldest = journal.start(end.signal());
    Position found = end;
    int missing = wanted;
    LocalDate day = end.date();
    for (int i = 0; i < MOST_DAYS && missing > 0 && !day.isBefore(oldest.date()); i++) {
      Deque<Position> newest = newestOf(journal, end.at(day, 0), missing);
      missing -= newest.size();
      found = newest.isEmpty() ? found : newest.getFirst();
      day = day.minusDays(1);
    }
    return found;
  }

  /** The places of the newest records of one day, oldest first. */
  private static Deque<Position> newestOf(Journal journal, Position from, int most) {
    Deque<Position> newest = new ArrayDeque<>();
    try (JournalReader reader = journal.read(from)) {
      for (JournalRecord next = reader.next();
          next != null && next.position().date().equals(from.date());
          next = reader.next()) {
        newest.addLast(next.position());
        if (newest.size() > most) {
          newest.removeFirst();
        }
      }
    }
    return newest;
  }
}
