package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Column;
import dev.cairn.model.ColumnType;
import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import dev.cairn.trail.Fold;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the lake holds of some sessions, read by the instance that writes it. */
final class Recollection implements Fold.Recall {
  private final Connection connection;
  private final Shelf shelf;

  Recollection(Connection connection, Shelf shelf) {
    this.connection = connection;
    this.shelf = shelf;
  }

  @Override
  public List<Row> rows(Dataset dataset, Collection<SessionKey> sessions, List<String> columns) {
    return rows(dataset, sessions, columns, FirstTold::everything);
  }

  @Override
  public List<Row> witnessed(Collection<SessionKey> sessions) {
    return rows(Datasets.WITNESSED, sessions, names(Datasets.WITNESSED), FirstTold::rows);
  }

  @Override
  public List<Row> histories(Collection<SessionKey> sessions) {
    return rows(Datasets.EXCHANGES, sessions, FirstTold.HISTORY, FirstTold::histories);
  }

  private List<Row> rows(
      Dataset dataset,
      Collection<SessionKey> sessions,
      List<String> columns,
      UnaryOperator<String> from) {
    Map<String, Set<String>> byWorkspace =
        sessions.stream()
            .collect(
                Collectors.groupingBy(
                    SessionKey::workspace,
                    Collectors.mapping(
                        SessionKey::session, Collectors.toCollection(TreeSet::new))));
    List<Row> rows = new ArrayList<>();
    byWorkspace.forEach((workspace, ids) -> {
      String where = "workspace = " + SqlTypes.text(workspace) + " AND session_id IN " + texts(ids);
      read(dataset, columns, where, ids, from, rows);
    });
    return rows;
  }

  private static List<String> names(Dataset dataset) {
    return dataset.columns().stream().map(Column::name).toList();
  }

  @Override
  public List<Row> exchanges(Collection<String> exchangeIds) {
    List<Row> rows = new ArrayList<>();
    if (!exchangeIds.isEmpty()) {
      Dataset dataset = Datasets.EXCHANGES;
      String where = "exchange_id IN " + texts(exchangeIds);
      read(dataset, names(dataset), where, null, FirstTold::everything, rows);
    }
    return rows;
  }

  private void read(
      Dataset dataset,
      List<String> columns,
      String where,
      @Nullable Collection<String> sessions,
      UnaryOperator<String> from,
      List<Row> into) {
    try (Shelf.Lease lease = shelf.hold();
        Statement statement = connection.createStatement()) {
      List<Path> files = files(lease.contents(), dataset, sessions);
      if (files.isEmpty()) {
        return;
      }
      String stored =
          "SELECT * FROM %s WHERE %s%s"
              .formatted(SqlTypes.scan(dataset, files), where, alive(lease.dead(dataset)));
      String sql = "SELECT %s FROM (%s)".formatted(selected(dataset, columns), from.apply(stored));
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          into.add(row(dataset, columns, result));
        }
      }
    } catch (SQLException failure) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot read " + dataset + " back: " + failure, failure);
    }
  }

  /** Files that can hold one of the sessions, by their bounds; all where none are given. */
  private static List<Path> files(
      Contents contents, Dataset dataset, @Nullable Collection<String> sessions) {
    return contents.files(dataset).stream()
        .filter(file -> sessions == null || file.sessions().mayHold(sessions))
        .map(LakeFile::path)
        .toList();
  }

  private static String selected(Dataset dataset, List<String> columns) {
    return columns.stream()
        .map(name -> type(dataset, name) == ColumnType.TIMESTAMP ? "epoch_us(" + name + ")" : name)
        .collect(Collectors.joining(","));
  }

  private static ColumnType type(Dataset dataset, String column) {
    int index = dataset.indexOf(column).orElseThrow();
    return dataset.columns().get(index).type();
  }

  static String alive(Set<Long> dead) {
    return dead.isEmpty() ? "" : " AND row_id NOT IN " + numbers(dead);
  }

  static String numbers(Set<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }

  private static String texts(Collection<String> texts) {
    return texts.stream().map(SqlTypes::text).collect(Collectors.joining(",", "(", ")"));
  }

  private static Row row(Dataset dataset, List<String> columns, ResultSet result)
      throws SQLException {
    Row row = Row.of(dataset);
    for (int i = 0; i < columns.size(); i++) {
      row.set(columns.get(i), result.getObject(i + 1));
    }
    return row;
  }
}
