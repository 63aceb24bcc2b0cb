package dev.cairn.conversation;

import dev.cairn.model.Row;
import java.util.Comparator;

/**
 * Where a row stands in canonical order, apart from its part.
 *
 * @param time microseconds since 1970
 * @param standing how much its witness is believed, from 0 (most) to 7
 * @param journal the journal that holds its record
 * @param date the day's file
 * @param offset bytes from the start of that file
 */
record Place(long time, int standing, String journal, String date, long offset)
    implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::time)
          .thenComparingInt(Place::standing)
          .thenComparing(Place::journal)
          .thenComparing(Place::date)
          .thenComparingLong(Place::offset);

  /** The place of a row of {@code witnessed} or {@code exchanges}. */
  static Place of(Row row) {
    String journal = row.text("journal_id");
    String date = row.text("position_date");
    Long offset = row.number("position_offset");
    return new Place(
        Canonical.time(row),
        Canonical.standing(row),
        journal == null ? "" : journal,
        date == null ? "" : date,
        offset == null ? 0 : offset);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
