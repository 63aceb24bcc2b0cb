package dev.cairn.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A typed table: its name, what one row of it is, and its columns in order. */
public final class Dataset {
  private final String name;
  private final String meaning;
  private final List<Column> columns;
  private final Map<String, Integer> indexes = new HashMap<>();

  private Dataset(String name, String meaning, List<Column> columns) {
    this.name = name;
    this.meaning = meaning;
    this.columns = List.copyOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      if (indexes.put(columns.get(i).name(), i) != null) {
        throw new IllegalArgumentException(name + " has two columns " + columns.get(i).name());
      }
    }
  }

  /** Starts a dataset; columns get field ids 1, 2, 3 in the order they are named. */
  public static Builder named(String name, String meaning) {
    return new Builder(name, meaning);
  }

  public String name() {
    return name;
  }

  /** One sentence that says what a row is. */
  public String meaning() {
    return meaning;
  }

  public List<Column> columns() {
    return columns;
  }

  /** Where the column stands in a row, if there is such a column. */
  public OptionalInt indexOf(String column) {
    Integer index = indexes.get(column);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Where the column stands in a row. */
  int index(String column) {
    Integer index = indexes.get(column);
    if (index == null) {
      throw new IllegalArgumentException(name + " has no column " + column);
    }
    return index;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects the columns of a dataset. */
  public static final class Builder {
    private final String name;
    private final String meaning;
    private final List<Column> columns = new ArrayList<>();

    private Builder(String name, String meaning) {
      this.name = name;
      this.meaning = meaning;
    }

    /** Adds a column behind those there are. */
    public Builder column(String column, ColumnType type, String sentence) {
      columns.add(new Column(columns.size() + 1, column, type, sentence));
      return this;
    }

    public Builder text(String column, String sentence) {
      return column(column, ColumnType.TEXT, sentence);
    }

    public Builder json(String column, String sentence) {
      return column(column, ColumnType.JSON, sentence);
    }

    public Builder number(String column, String sentence) {
      return column(column, ColumnType.LONG, sentence);
    }

    public Builder flag(String column, String sentence) {
      return column(column, ColumnType.BOOLEAN, sentence);
    }

    public Builder time(String column, String sentence) {
      return column(column, ColumnType.TIMESTAMP, sentence);
    }

    public Dataset build() {
      return new Dataset(name, meaning, columns);
    }
  }
}
