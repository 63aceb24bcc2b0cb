package dev.cairn.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row of a dataset; a cell that was not set is null. Not thread-safe while it is filled. */
public final class Row {
  private final Dataset dataset;
  private final @Nullable Object[] cells;

  private Row(Dataset dataset, @Nullable Object[] cells) {
    this.dataset = dataset;
    this.cells = cells;
  }

  /** An empty row. */
  public static Row of(Dataset dataset) {
    return new Row(dataset, new Object[dataset.columns().size()]);
  }

  public Dataset dataset() {
    return dataset;
  }

  /** Sets a cell; the value must be of the column's type or null. */
  public Row set(String column, @Nullable Object value) {
    int index = dataset.index(column);
    if (value != null && !fits(dataset.columns().get(index).type(), value)) {
      throw new IllegalArgumentException(
          dataset + "." + column + " cannot hold a " + value.getClass().getSimpleName());
    }
    cells[index] = value;
    return this;
  }

  private static boolean fits(ColumnType type, Object value) {
    return switch (type) {
      case TEXT, JSON -> value instanceof String;
      case LONG, TIMESTAMP -> value instanceof Long;
      case DOUBLE -> value instanceof Double;
      case BOOLEAN -> value instanceof Boolean;
    };
  }

  /** The cell in the column at this index. */
  public @Nullable Object cell(int index) {
    return cells[index];
  }

  /** The cell in this column. */
  public @Nullable Object value(String column) {
    return cells[dataset.index(column)];
  }

  public @Nullable String text(String column) {
    return (String) value(column);
  }

  public @Nullable Long number(String column) {
    return (Long) value(column);
  }

  public @Nullable Boolean flag(String column) {
    return (Boolean) value(column);
  }

  /** A row of its own with the same cells. */
  public Row copy() {
    return new Row(dataset, cells.clone());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && row.dataset == dataset && Arrays.equals(row.cells, cells);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return dataset + Arrays.toString(cells);
  }
}
