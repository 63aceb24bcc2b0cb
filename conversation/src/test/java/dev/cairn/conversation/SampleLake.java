package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** A lake of lists: rows that were kept, without the dead ones. */
final class SampleLake implements Fold.Recall {
  private static final List<String> NARROW =
      List.of(
          "exchange_id",
          "ts",
          "workspace",
          "session_id",
          "journal_id",
          "position_date",
          "position_offset");

  private final Map<Dataset, List<Row>> raw = new HashMap<>();
  private final Map<Dataset, Map<Long, Row>> live = new HashMap<>();
  private long recalled;
  private boolean isBroken;

  /** Keeps a batch and what the fold made of it; every change must change something. */
  void keep(List<Row> batch, Fold.Folded folded) {
    batch.forEach(row -> raw.computeIfAbsent(row.dataset(), any -> new ArrayList<>()).add(row));
    folded
        .dead()
        .forEach((dataset, ids) ->
            ids.forEach(id -> assertThat(live(dataset).remove(id)).as("dead").isNotNull()));
    for (Row row : folded.rows()) {
      assertThat(live(row.dataset()).put(Changes.id(row), row)).as("live twice").isNull();
    }
  }

  private Map<Long, Row> live(Dataset dataset) {
    return live.computeIfAbsent(dataset, any -> new HashMap<>());
  }

  /** All live rows of the folded datasets. */
  Set<Row> live() {
    Set<Row> rows = new HashSet<>();
    live.values().forEach(some -> rows.addAll(some.values()));
    return rows;
  }

  /** Live rows of a dataset in the order of time, key, part. */
  List<Row> ordered(Dataset dataset) {
    List<Row> rows = new ArrayList<>(live(dataset).values());
    rows.sort((one, other) -> {
      int order = Long.compare(Canonical.time(one), Canonical.time(other));
      return order == 0 ? one.toString().compareTo(other.toString()) : order;
    });
    return rows;
  }

  /** From now on nothing can be read. */
  void breakDown() {
    isBroken = true;
  }

  /** How many rows were read again. */
  long recalled() {
    return recalled;
  }

  private List<Row> rows(Dataset dataset, Collection<SessionKey> sessions) {
    if (isBroken) {
      throw new IllegalStateException("the lake is broken");
    }
    Collection<Row> rows =
        dataset == Datasets.WITNESSED || dataset == Datasets.EXCHANGES
            ? raw.getOrDefault(dataset, List.of())
            : live(dataset).values();
    return rows.stream()
        .filter(row -> row.text("workspace") != null && row.text("session_id") != null)
        .filter(row -> sessions.contains(SessionKey.of(row)))
        .toList();
  }

  private List<Row> counted(List<Row> found) {
    recalled += found.size();
    return found;
  }

  @Override
  public List<Row> rows(Dataset dataset, Collection<SessionKey> sessions, List<String> columns) {
    return counted(rows(dataset, sessions).stream().map(row -> narrow(row, columns)).toList());
  }

  @Override
  public List<Row> witnessed(Collection<SessionKey> sessions) {
    Map<List<Object>, Long> first = new HashMap<>();
    List<Row> rows = rows(Datasets.WITNESSED, sessions);
    rows.forEach(row -> first.merge(told(row), Canonical.time(row), Math::min));
    return counted(
        rows.stream().filter(row -> first.get(told(row)) == Canonical.time(row)).toList());
  }

  private static List<Object> told(Row row) {
    return Arrays.asList(
        SessionKey.of(row),
        row.value("message_key"),
        row.value("alias"),
        row.value("witness"),
        Canonical.fromHistory(row),
        Canonical.part(row));
  }

  @Override
  public List<Row> histories(Collection<SessionKey> sessions) {
    Map<SessionKey, Set<String>> named = new HashMap<>();
    List<Row> firsts = new ArrayList<>();
    for (Row row : Canonical.sorted(rows(Datasets.EXCHANGES, sessions))) {
      Set<String> before = named.computeIfAbsent(SessionKey.of(row), any -> new HashSet<>());
      List<String> keys = History.of(row).stream().filter(before::add).toList();
      if (!keys.isEmpty()) {
        firsts.add(
            narrow(row, NARROW).set("history", JsonMapper.shared().writeValueAsString(keys)));
      }
    }
    return counted(firsts);
  }

  private static Row narrow(Row row, List<String> columns) {
    Row narrow = Row.of(row.dataset());
    columns.forEach(column -> narrow.set(column, row.value(column)));
    return narrow;
  }

  @Override
  public List<Row> exchanges(Collection<String> exchangeIds) {
    return raw.getOrDefault(Datasets.EXCHANGES, List.of()).stream()
        .filter(row -> exchangeIds.contains(row.text("exchange_id")))
        .toList();
  }
}
