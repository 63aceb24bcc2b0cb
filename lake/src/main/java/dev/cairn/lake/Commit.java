package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.util.List;
import java.util.Map;

/**
 * One change of all tables together, and the positions that they stand at after it. Its file is
 * durable before the first table is touched, so that a crash between two tables is finished later.
 *
 * @param sequence grows by one with each commit; every snapshot of a table names the last it has
 * @param progress how far each walk had come
 * @param changes what happens to each table that changes
 * @param bases the commit that each of these tables has before it
 */
record Commit(
    long sequence,
    List<Progress> progress,
    Map<Dataset, TableChange> changes,
    Map<Dataset, Long> bases) {
  Commit {
    progress = List.copyOf(progress);
    changes = Map.copyOf(changes);
    bases = Map.copyOf(bases);
  }
}
