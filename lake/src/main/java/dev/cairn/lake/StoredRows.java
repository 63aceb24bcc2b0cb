package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.Dataset;
import dev.cairn.trail.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;

/** The living rows of one workspace and scope in one snapshot, as SELECTs. */
final class StoredRows {
  private static final String ROW_ID = "row_id";

  private final Snapshot snapshot;
  private final String workspace;
  private final Scope scope;
  private final FileWorkspaces footers;
  private final Connection connection;

  /**
   * @param connection reads footers of files; in no other use
   */
  StoredRows(
      Snapshot snapshot,
      String workspace,
      Scope scope,
      FileWorkspaces footers,
      Connection connection) {
    this.snapshot = snapshot;
    this.workspace = workspace;
    this.scope = scope;
    this.footers = footers;
    this.connection = connection;
  }

  /** Whether a column is for questions; row ids are the lake's own affair. */
  static boolean visible(Column column) {
    return !column.name().equals(ROW_ID);
  }

  /** All visible columns of a dataset, of the rows in the scope. */
  String select(Dataset dataset) throws SQLException {
    return whole(dataset) + ScopeSql.condition(dataset, scope);
  }

  /** The same of all rows, for what belongs to a row in the scope but may lie outside of it. */
  String whole(Dataset dataset) throws SQLException {
    FileWorkspaces.Holding holding =
        footers.holding(connection, snapshot.files(dataset), workspace);
    if (holding.files().isEmpty()) {
      return "SELECT " + columns(dataset, true) + " WHERE false";
    }
    return "SELECT "
        + columns(dataset, false)
        + " FROM "
        + SqlTypes.scan(dataset, holding.files())
        + " WHERE "
        + (holding.filtered() ? "workspace = " + SqlTypes.text(workspace) : "true")
        + living(dataset);
  }

  private static String columns(Dataset dataset, boolean empty) {
    return dataset.columns().stream()
        .filter(StoredRows::visible)
        .map(c -> empty ? "NULL::" + SqlTypes.of(c.type()) + " AS " + name(c) : name(c))
        .collect(Collectors.joining(", "));
  }

  private static String name(Column column) {
    return "\"" + column.name() + "\"";
  }

  /** Leaves out replaced rows; costs nothing while there are none. */
  private String living(Dataset dataset) {
    Set<Long> dead = snapshot.dead(dataset);
    if (dead.isEmpty()) {
      return "";
    }
    return dead.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", " AND " + ROW_ID + " NOT IN (", ")"));
  }
}
