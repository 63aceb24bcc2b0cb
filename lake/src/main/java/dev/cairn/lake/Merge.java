package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/** Turns micro-files into sorted files of the tables and takes dead rows out of both. */
final class Merge {
  private final DataWriter writer;

  Merge(DataWriter writer) {
    this.writer = writer;
  }

  /** What must change in the tables so that they hold what is frozen; in order of commit. */
  Map<Dataset, TableChange> changes(Contents frozen) throws SQLException, IOException {
    Map<Dataset, TableChange> changes = new LinkedHashMap<>();
    for (Dataset dataset : Datasets.ALL) {
      List<DataFile> added = new ArrayList<>();
      List<LakeFile> removed = new ArrayList<>();
      mergeMicro(dataset, frozen, added);
      removeDead(dataset, frozen, added, removed);
      TableChange change = new TableChange(added, removed);
      if (!change.isEmpty()) {
        changes.put(dataset, change);
      }
    }
    return changes;
  }

  private void mergeMicro(Dataset dataset, Contents frozen, List<DataFile> added)
      throws SQLException, IOException {
    List<LakeFile> micro = frozen.micro(dataset);
    if (micro.isEmpty()) {
      return;
    }
    for (@Nullable Integer day : writer.days(dataset, micro)) {
      String where = DataWriter.onDay(day) + Recollection.alive(frozen.dead(dataset));
      writer
          .write(dataset, micro, where, day, FileKind.COMMITTED, compression(micro))
          .ifPresent(added::add);
    }
  }

  private static ParquetCopy.Compression compression(List<LakeFile> files) {
    long rows = files.stream().mapToLong(LakeFile::rows).sum();
    long bytes = files.stream().mapToLong(LakeFile::rawBytes).sum();
    return ParquetCopy.Compression.forRowsOf(bytes / Math.max(1, rows));
  }

  private void removeDead(
      Dataset dataset, Contents frozen, List<DataFile> added, List<LakeFile> removed)
      throws SQLException, IOException {
    Set<Long> dead = frozen.dead(dataset);
    for (LakeFile file : writer.holding(dataset, frozen.committed(dataset), dead)) {
      removed.add(file);
      writer
          .write(
              dataset,
              List.of(file),
              "true" + Recollection.alive(dead),
              file.day(),
              FileKind.of(file.path()),
              ParquetCopy.Compression.NORMAL)
          .ifPresent(added::add);
    }
  }
}
