package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that come back: the fold gives a row again, to the cell, that it had replaced before, and
 * its first copy is still stored. That copy is alive again, and the new one is not written.
 *
 * @param ids the {@code row_id} of such rows
 */
record Revival(Map<Dataset, Set<Long>> ids) {
  /** Those among new rows. */
  static Revival among(List<Row> rows, Contents contents) {
    Map<Dataset, Set<Long>> ids = new HashMap<>();
    for (Row row : rows) {
      Set<Long> dead = contents.dead(row.dataset());
      if (!dead.isEmpty() && dead.contains(row.number("row_id"))) {
        ids.computeIfAbsent(row.dataset(), dataset -> new HashSet<>()).add(row.number("row_id"));
      }
    }
    return new Revival(ids);
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** Whether the row is one of them. */
  boolean holds(Row row) {
    Set<Long> revived = ids.get(row.dataset());
    return revived != null && revived.contains(row.number("row_id"));
  }
}
