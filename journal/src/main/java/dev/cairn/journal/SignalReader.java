package dev.cairn.journal;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.trail.JournalReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A walk along the days of one signal, a block at a time. */
final class SignalReader implements JournalReader {
  private static final int BLOCK = 256 << 10;

  private final SignalDays days;
  private final boolean complete;
  private Position position;
  private LocalDate date;
  private int generation;
  private @Nullable DayBytes source;

  private byte[] block = new byte[BLOCK];

  /** The next line starts here in the block, and at {@link #offset} in the day. */
  private int start;

  private long offset;

  /** No line feed from {@link #start} to here. */
  private int scanned;

  private int filled;

  /**
   * @param complete whether nothing will be written any more, so that a rest without line feed is a
   *     line too
   */
  SignalReader(SignalDays days, Position from, boolean complete) {
    this.days = days;
    this.complete = complete;
    this.position = from;
    this.date = from.date();
    this.offset = from.offset();
    this.generation = days.generation();
  }

  @Override
  public @Nullable JournalRecord next() {
    JournalRecord record = null;
    while (record == null) {
      lookAgainWhenChanged();
      int feed = LineFeeds.indexOf(block, scanned, filled);
      if (feed >= 0) {
        record = take(feed, 1);
        continue;
      }
      scanned = filled;
      boolean closed = closed(); // asked before reading, so that nothing can follow what is read
      if (fill()) {
        continue;
      }
      if (closed && filled > start) {
        record = take(filled, 0);
      } else if (!closed || !moveToNextDay()) {
        return null;
      }
    }
    return record;
  }

  /** Takes the line up to an index; null for one that is no record. */
  private @Nullable JournalRecord take(int to, int feed) {
    int from = start;
    Position lineStart = position.at(date, offset);
    offset += to - from + feed;
    position = position.at(date, offset);
    start = to + feed;
    scanned = start;
    if (Stub.stands(block, from, to)) {
      return null;
    }
    return new JournalRecord(lineStart, position, Arrays.copyOfRange(block, from, to));
  }

  private boolean closed() {
    return complete || date.isBefore(days.end().date());
  }

  private boolean moveToNextDay() {
    Day following = days.after(date);
    if (following == null) {
      return false;
    }
    forget();
    date = following.date();
    offset = 0;
    position = position.at(date, 0);
    return true;
  }

  /** Reads more of the day behind what is in the block; false when there is no more. */
  private boolean fill() {
    long at = offset + (filled - start);
    long available = days.limit(date) - at;
    if (available <= 0) {
      return false;
    }
    makeRoom();
    int most = (int) Math.min(available, Math.min(BLOCK, block.length - filled));
    days.reading().lock();
    try {
      if (generation != days.generation()) {
        return true; // the loop looks again
      }
      read(at, most);
      return true;
    } finally {
      days.reading().unlock();
    }
  }

  private void read(long at, int most) {
    Day day = days.day(date);
    if (day == null) {
      return; // retired just now, which changes the generation
    }
    try {
      DayBytes bytes = source == null ? day.open() : source;
      source = bytes;
      int count = bytes.read(at, block, filled, most);
      if (count < 0) {
        throw new IOException("it ends at " + at + ", before byte " + days.limit(date));
      }
      filled += count;
    } catch (IOException e) {
      throw Storage.failed("read", day.file(), e);
    }
  }

  private void makeRoom() {
    int waiting = filled - start;
    if (start > 0) {
      byte[] target = block.length > BLOCK && waiting < BLOCK / 2 ? new byte[BLOCK] : block;
      System.arraycopy(block, start, target, 0, waiting);
      block = target;
      scanned -= start;
      start = 0;
      filled = waiting;
    }
    if (filled == block.length) {
      block = Arrays.copyOf(block, Math.multiplyExact(block.length, 2));
    }
  }

  private void lookAgainWhenChanged() {
    int now = days.generation();
    if (now != generation) {
      generation = now;
      forget();
    }
  }

  /** Drops what was read ahead and the file it came from. */
  private void forget() {
    start = 0;
    scanned = 0;
    filled = 0;
    close();
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public void close() {
    DayBytes open = source;
    source = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw Storage.failed("close a file of", days.folder(), e);
      }
    }
  }
}
