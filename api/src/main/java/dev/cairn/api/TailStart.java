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
  private static final long WINDOW = 1 << 20;

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

  /** The places of the newest records of one day, oldest first: what is read grows backwards. */
  private static Deque<Position> newestOf(Journal journal, Position dayStart, int most) {
    long end = length(journal, dayStart);
    long window = WINDOW;
    while (true) {
      long from = Math.max(0, end - window);
      Deque<Position> newest = newestOf(journal, dayStart, from, most);
      if (from == 0 || newest.size() == most) {
        return newest;
      }
      window *= 2;
    }
  }

  private static Deque<Position> newestOf(Journal journal, Position day, long from, int most) {
    Deque<Position> newest = new ArrayDeque<>();
    try (JournalReader reader = journal.read(day.at(day.date(), from))) {
      JournalRecord next = reader.next();
      if (from > 0 && next != null) {
        next = reader.next(); // the first began before the window, most likely
      }
      for (; next != null && next.position().date().equals(day.date()); next = reader.next()) {
        newest.addLast(next.position());
        if (newest.size() > most) {
          newest.removeFirst();
        }
      }
    }
    return newest;
  }

  /** How long a day is at least, and by less than a window too little. */
  private static long length(Journal journal, Position dayStart) {
    Position end = journal.end(dayStart.signal());
    if (end.date().equals(dayStart.date())) {
      return end.offset();
    }
    long within = 0;
    long beyond = WINDOW;
    while (isWithin(journal, dayStart, beyond)) {
      within = beyond;
      beyond *= 2;
    }
    while (beyond - within > WINDOW) {
      long middle = (within + beyond) / 2;
      if (isWithin(journal, dayStart, middle)) {
        within = middle;
      } else {
        beyond = middle;
      }
    }
    return within;
  }

  private static boolean isWithin(Journal journal, Position day, long offset) {
    try (JournalReader reader = journal.read(day.at(day.date(), offset))) {
      JournalRecord next = reader.next();
      return next != null && next.position().date().equals(day.date());
    }
  }
}
