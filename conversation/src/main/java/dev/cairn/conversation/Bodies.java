package dev.cairn.conversation;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import dev.cairn.trail.Projector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads repeated messages from the bodies of exchanges, those of the batch or those of the lake.
 */
final class Bodies implements History.Teller {
  /** A body can have 16 MiB. */
  private static final int AT_ONCE = 8;

  private final Projector projector;
  private final Fold.Recall recall;
  private final Map<String, Row> batch = new HashMap<>();

  Bodies(Projector projector, List<Row> batch, Fold.Recall recall) {
    this.projector = projector;
    this.recall = recall;
    for (Row row : batch) {
      if (row.dataset() == Datasets.EXCHANGES) {
        this.batch.put(Canonical.text(row, "exchange_id"), row);
      }
    }
  }

  @Override
  public List<Row> tell(Map<String, Set<String>> wanted) {
    List<Row> told = new ArrayList<>();
    List<String> recalled = new ArrayList<>();
    wanted.forEach((id, keys) -> {
      Row exchange = batch.get(id);
      if (exchange == null) {
        recalled.add(id);
      } else {
        tell(exchange, keys, told);
      }
    });
    for (int from = 0; from < recalled.size(); from += AT_ONCE) {
      List<String> ids = recalled.subList(from, Math.min(from + AT_ONCE, recalled.size()));
      for (Row exchange : recall.exchanges(ids)) {
        tell(exchange, wanted.getOrDefault(exchange.text("exchange_id"), Set.of()), told);
      }
    }
    return told;
  }

  private void tell(Row exchange, Set<String> keys, List<Row> told) {
    for (Row row : projector.history(exchange)) {
      if (keys.contains(row.text("message_key"))) {
        told.add(row);
      }
    }
  }
}
