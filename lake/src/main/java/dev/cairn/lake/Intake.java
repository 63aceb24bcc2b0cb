package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes rows from the journal, folds a batch of them and puts it on a shelf. For one thread.
 *
 * <p>A batch that could not be written stays and is written by a later flush.
 */
final class Intake implements AutoCloseable {
  private static final int RECORDS_AT_ONCE = 512;

  private final List<Tail> tails;
  private final CarefulFold fold;
  private final Fold.Recall recall;
  private final MicroWriter writer;
  private final Shelf shelf;
  private final LakeMetrics metrics;
  private final Runnable settle;
  private final List<Row> batch = new ArrayList<>();
  private long batchBytes;
  private List<Progress> flushed;

  /**
   * @param settle waits until no commit is on its way
   */
  Intake(
      List<Tail> tails,
      Fold fold,
      Fold.Recall recall,
      MicroWriter writer,
      Shelf shelf,
      LakeMetrics metrics,
      Runnable settle) {
    this.settle = settle;
    this.tails = tails;
    this.fold = new CarefulFold(fold, metrics);
    this.recall = recall;
    this.writer = writer;
    this.shelf = shelf;
    this.metrics = metrics;
    this.flushed = progress();
  }

  Shelf shelf() {
    return shelf;
  }

  /**
   * Takes some records of every signal.
   *
   * @param bytes how large the batch may become
   * @return whether there is more to take
   */
  boolean read(long bytes) {
    boolean more = false;
    for (Tail tail : tails) {
      more |= read(tail, bytes);
    }
    return more;
  }

  private boolean read(Tail tail, long bytes) {
    for (int i = 0; i < RECORDS_AT_ONCE && batchBytes < bytes; i++) {
      List<Row> rows = tail.next();
      if (rows == null) {
        return false;
      }
      for (Row row : rows) {
        batch.add(row);
        batchBytes += RowSize.of(row);
      }
    }
    return true;
  }

  /** Starts reading anew behind what is in the batch. */
  void reopen() {
    tails.forEach(Tail::reopen);
  }

  /** How many rows made no messages because their session could not be folded. */
  long leftOut() {
    return fold.leftOut();
  }

  int waitingRows() {
    return batch.size();
  }

  long waitingBytes() {
    return batchBytes;
  }

  /** Folds and writes the batch; afterwards it can be asked for. */
  void flush() throws SQLException, IOException {
    if (!batch.isEmpty()) {
      write();
      batch.clear();
      batchBytes = 0;
    }
    flushed = progress();
  }

  private void write() throws SQLException, IOException {
    boolean kept = false;
    try {
      Fold.Folded folded = fold.fold(foldable(), recall);
      Revival revival = revival(folded.rows());
      Map<Dataset, List<Row>> rows = new LinkedHashMap<>();
      Stream.concat(batch.stream(), folded.rows().stream())
          .filter(row -> !revival.holds(row))
          .forEach(row -> rows.computeIfAbsent(row.dataset(), d -> new ArrayList<>()).add(row));
      Map<Dataset, LakeFile> files = writer.write(rows);
      shelf.publish(
          contents -> contents.revived(revival.ids()).flushed(files, folded.dead()), List.of());
      kept = true;
      rows.forEach((dataset, added) -> metrics.rowsFlushed(dataset, added.size()));
    } finally {
      if (!kept) {
        fold.forget();
      }
    }
  }

  /** A commit on its way drops what was dead when it began, so its end is waited for. */
  private Revival revival(List<Row> rows) {
    if (Revival.among(rows, shelf.contents()).isEmpty()) {
      return new Revival(Map.of());
    }
    settle.run();
    return Revival.among(rows, shelf.contents());
  }

  private List<Row> foldable() {
    return batch.stream()
        .filter(row -> row.dataset() == Datasets.WITNESSED || row.dataset() == Datasets.EXCHANGES)
        .toList();
  }

  /** How far the walks had come at the last flush: what the shelf holds. */
  List<Progress> flushed() {
    return flushed;
  }

  private List<Progress> progress() {
    return tails.stream().map(Tail::progress).toList();
  }

  List<Tail> tails() {
    return tails;
  }

  @Override
  public void close() {
    tails.forEach(Tail::close);
  }
}
