package dev.cairn.trail;

import dev.cairn.kernel.Component;
import dev.cairn.kernel.Report;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The durable, append-only home of all records and the source of truth. Thread-safe.
 *
 * <p>Records of one call of {@link #append} stand next to each other, and calls made one after the
 * other by one thread keep their order. What one signal holds is read in the order of {@link
 * Position}.
 */
public interface Journal extends Component, Report.Reporting {
  /** Who writes here. */
  String gateway();

  /** The id made with the journal. */
  UUID id();

  /**
   * Takes records and answers when they are durable; never blocks for the disk.
   *
   * @param signal their kind
   * @param records each one JSON object in UTF-8 on one line, without a line feed; owned by the
   *     journal from now on
   * @return completed on a thread of the journal, which must not be kept; never exceptionally
   */
  CompletableFuture<Outcome> append(Signal signal, List<byte[]> records);

  /** Bytes taken that are not durable yet. */
  long pendingBytes();

  /** The first position of a signal that still exists. */
  Position start(Signal signal);

  /** The position behind the last durable record of a signal. */
  Position end(Signal signal);

  /**
   * Reads records from a position on, durable ones only.
   *
   * @param from a position of this journal; one in a day that retention has removed moves on to the
   *     first that exists
   */
  JournalReader read(Position from);

  /**
   * Calls back after records of a signal have become durable, soon and at least once for any number
   * of them, on a thread of the journal, which must not be kept.
   *
   * @return ends the calls when closed
   */
  Subscription subscribe(Signal signal, Runnable durable);

  /**
   * Overwrites records in place: each becomes a stub of the same length that readers pass over, so
   * that all positions stay valid. Survives a crash half-way.
   *
   * @param records positions of the first byte of each
   * @return how many were overwritten; those that were already do not count
   */
  int purge(List<Position> records);

  /** An interest that can be given up. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
