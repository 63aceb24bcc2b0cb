package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes files of one table and day anew, sorted by session and time, a batch at a time, so that
 * commits can go on between two batches. For one thread.
 */
final class Compaction {
  private final Dataset dataset;
  private final Part part;
  private final @Nullable Integer day;
  private final List<DataFile> written = new ArrayList<>();
  private @Nullable Deque<BatchPlan.Batch> batches;

  Compaction(Dataset dataset, Part part) {
    this.dataset = dataset;
    this.part = part;
    this.day = part.files.getFirst().day();
  }

  /**
   * What is written anew together.
   *
   * @param files of one table and one day
   * @param kind what they become
   */
  record Part(List<LakeFile> files, FileKind kind) {}

  Dataset dataset() {
    return dataset;
  }

  /**
   * Does the next step.
   *
   * @return whether that was the last
   */
  boolean step(Connection connection, DataWriter writer, long batchBytes)
      throws SQLException, IOException {
    if (batches == null) {
      List<Path> paths = part.files.stream().map(LakeFile::path).toList();
      batches = new ArrayDeque<>(BatchPlan.of(connection, dataset, paths, batchBytes));
    } else {
      BatchPlan.Batch batch = batches.remove();
      ParquetCopy.Compression compression = ParquetCopy.Compression.forRowsOf(batch.rowBytes());
      writer
          .write(dataset, part.files, batch.where(), day, part.kind, compression)
          .ifPresent(written::add);
    }
    return batches.isEmpty();
  }

  /** Whether every file that is written anew is still there; a commit can have replaced one. */
  boolean fits(Contents contents) {
    Set<Path> present =
        new HashSet<>(contents.committed(dataset).stream().map(LakeFile::path).toList());
    return part.files.stream().allMatch(file -> present.contains(file.path()));
  }

  TableChange change() {
    return new TableChange(written, part.files);
  }
}
