package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.util.List;
import org.apache.iceberg.DataFile;

/**
 * What a commit does to one table.
 *
 * @param added files that are new, with the statistics that Iceberg keeps
 * @param removed files that are in the table no longer
 */
record TableChange(List<DataFile> added, List<LakeFile> removed) {
  TableChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  List<LakeFile> addedFiles(Dataset dataset) {
    return added.stream().map(file -> Statistics.lakeFile(dataset, file)).toList();
  }
}
