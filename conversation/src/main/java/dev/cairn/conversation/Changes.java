package dev.cairn.conversation;

import dev.cairn.model.Dataset;
import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that came and the ids of rows that went. */
final class Changes {
  private final List<Row> rows = new ArrayList<>();
  private final Map<Dataset, Set<Long>> dead = new HashMap<>();

  /** Adds a row that has its {@code row_id}. */
  void add(Row row) {
    rows.add(row);
  }

  void addAll(Changes others) {
    rows.addAll(others.rows);
    others.dead.forEach((dataset, ids) -> dead(dataset).addAll(ids));
  }

  void kill(Dataset dataset, long id) {
    dead(dataset).add(id);
  }

  private Set<Long> dead(Dataset dataset) {
    return dead.computeIfAbsent(dataset, any -> new HashSet<>());
  }

  /**
   * What differs from what is there: rows that are there already go, and what is there and is not
   * among the rows is dead.
   *
   * @param live ids of the live rows by dataset
   */
  Changes against(Map<Dataset, Set<Long>> live) {
    Changes difference = new Changes();
    live.forEach((dataset, ids) -> difference.dead(dataset).addAll(ids));
    for (Row row : rows) {
      if (!difference.dead(row.dataset()).remove(id(row))) {
        difference.add(row);
      }
    }
    return difference;
  }

  /** The {@code row_id} of a row that has one. */
  static long id(Row row) {
    Long id = row.number("row_id");
    if (id == null) {
      throw new IllegalArgumentException("a row of " + row.dataset() + " must have row_id");
    }
    return id;
  }

  Fold.Folded folded() {
    dead.values().removeIf(Set::isEmpty);
    return new Fold.Folded(List.copyOf(rows), Map.copyOf(dead));
  }
}
