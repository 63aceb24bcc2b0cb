package dev.cairn.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/**
 * A place between two records of a journal.
 *
 * @param gateway the gateway that writes the journal
 * @param journal the id made with the journal, which tells a wiped or cloned machine apart
 * @param signal the kind of record
 * @param date the UTC day whose file this is; a day of writing, which never goes backwards
 * @param offset bytes from the start of the uncompressed file; always the start of a line
 */
public record Position(String gateway, UUID journal, Signal signal, LocalDate date, long offset)
    implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::date).thenComparingLong(Position::offset);

  public Position {
    if (offset < 0) {
      throw new IllegalArgumentException("offset must not be negative, was " + offset);
    }
  }

  /** The same journal and signal, at another place. */
  public Position at(LocalDate otherDate, long otherOffset) {
    return new Position(gateway, journal, signal, otherDate, otherOffset);
  }

  /** Order of writing; only positions of one journal and one signal can be compared. */
  @Override
  public int compareTo(Position other) {
    if (!journal.equals(other.journal) || signal != other.signal) {
      throw new IllegalArgumentException("cannot compare " + this + " with " + other);
    }
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return gateway + "/" + signal + "/" + date + "@" + offset;
  }
}
