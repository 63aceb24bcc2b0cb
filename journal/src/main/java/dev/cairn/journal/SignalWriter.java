package dev.cairn.journal;

import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The open day of one signal. The thread of the group commit writes and commits; the upkeep may
 * seal the day between two batches.
 */
final class SignalWriter {
  private static final int BLOCK = 512 << 10;
  private static final int PROBE = 64 << 10;

  private final Signal signal;
  private final SignalDays days;
  private final AppendFile.Disk disk;
  private @Nullable ByteBuffer block;
  private @Nullable AppendFile file;

  /** The day of the next record is this one or later. */
  private LocalDate date;

  /** End of the file as written; durable up to the end of {@link #days}. */
  private long written;

  private boolean dirty;
  private long batchRecords;
  private long batchBytes;
  private volatile long records;
  private volatile long syncs;
  private volatile @Nullable Instant lastWrite;

  SignalWriter(Signal signal, SignalDays days, AppendFile.Disk disk) {
    this.signal = signal;
    this.days = days;
    this.disk = disk;
    Day newest = days.newest();
    boolean closed = newest != null && newest.packed(); // and so never written to again
    this.date = closed ? days.end().date().plusDays(1) : days.end().date();
  }

  Signal signal() {
    return signal;
  }

  SignalDays days() {
    return days;
  }

  /** Begins a batch on the given day, or on a later one that was written to before. */
  synchronized void begin(LocalDate today) throws IOException {
    dirty = true;
    batchRecords = 0;
    if (today.isAfter(date)) {
      closeDay(today);
    }
    if (file == null) {
      written = durable();
      file = disk.open(Day.plainFile(days.folder(), date), written);
    }
  }

  private long durable() {
    SignalDays.End end = days.end();
    return end.date().equals(date) ? end.offset() : 0;
  }

  void write(Append append) throws IOException {
    for (byte[] record : append.records()) {
      put(record);
      ByteBuffer buffer = room();
      buffer.put((byte) '\n');
    }
    batchRecords += append.records().size();
  }

  private void put(byte[] record) throws IOException {
    int at = 0;
    while (at < record.length) {
      ByteBuffer buffer = room();
      int count = Math.min(buffer.remaining(), record.length - at);
      buffer.put(record, at, count);
      at += count;
    }
  }

  private ByteBuffer room() throws IOException {
    ByteBuffer buffer = buffer();
    if (!buffer.hasRemaining()) {
      flush(buffer);
    }
    return buffer;
  }

  private ByteBuffer buffer() {
    if (block == null) {
      block = ByteBuffer.allocateDirect(BLOCK);
    }
    return block;
  }

  private void flush(ByteBuffer buffer) throws IOException {
    buffer.flip();
    int count = buffer.remaining();
    open().write(buffer);
    written += count;
    buffer.clear();
  }

  private AppendFile open() throws IOException {
    if (file == null) {
      throw new IOException("the file of " + signal + " is not open");
    }
    return file;
  }

  /** Makes the batch durable and shows it to readers. */
  synchronized void commit(Instant now) throws IOException {
    flush(buffer());
    open().force();
    batchBytes = written - durable();
    days.advance(date, written);
    dirty = false;
    records += batchRecords;
    syncs++;
    lastWrite = now;
  }

  /** Gives up what is not durable and tries whether the disk takes anything again. */
  synchronized void heal() throws IOException {
    if (!dirty) {
      return;
    }
    closeFile();
    buffer().clear();
    ByteBuffer blanks = ByteBuffer.allocate(PROBE);
    Arrays.fill(blanks.array(), (byte) ' ');
    try (AppendFile probe = disk.open(Day.plainFile(days.folder(), date), durable())) {
      probe.write(blanks);
      probe.force();
    } finally {
      file = disk.open(Day.plainFile(days.folder(), date), durable());
    }
    written = durable();
    dirty = false;
  }

  /** Cuts off what is not durable, as far as the disk lets it. */
  synchronized void rollback() throws IOException {
    closeFile();
    buffer().clear();
    try (AppendFile cut = disk.open(Day.plainFile(days.folder(), date), durable())) {
      cut.force();
    }
  }

  /** Closes the open day for ever when it is before today. */
  synchronized void seal(LocalDate today) throws IOException {
    if (!dirty && today.isAfter(date)) {
      closeDay(today);
    }
  }

  /** The size of a closed day is told before the day counts as closed. */
  private void closeDay(LocalDate today) throws IOException {
    closeFile();
    days.close(days.end());
    date = today;
  }

  synchronized void close() throws IOException {
    closeFile();
  }

  private void closeFile() throws IOException {
    AppendFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  /** The first day that may still be written to; all before are closed. */
  synchronized LocalDate openDate() {
    return date;
  }

  /** Records of the batch at hand. */
  long batchRecords() {
    return batchRecords;
  }

  /** Bytes of the batch that was committed last. */
  long batchBytes() {
    return batchBytes;
  }

  /** Records written since the start. */
  long records() {
    return records;
  }

  long syncs() {
    return syncs;
  }

  @Nullable Instant lastWrite() {
    return lastWrite;
  }
}
