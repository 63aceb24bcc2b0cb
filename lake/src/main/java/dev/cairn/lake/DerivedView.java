package dev.cairn.lake;

import dev.cairn.model.ColumnType;
import dev.cairn.trail.Questions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Columns computed from stored rows, each with its expression. */
final class DerivedView {
  private final String name;
  private final String meaning;
  private final SequencedMap<String, Questions.TableColumn> columns = new LinkedHashMap<>();
  private final Map<String, String> expressions = new LinkedHashMap<>();

  DerivedView(String name, String meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  /** Adds a column; the expression's SQL type must be the column's. */
  DerivedView column(String column, ColumnType type, String expression, String sentence) {
    columns.put(column, new Questions.TableColumn(type, sentence));
    expressions.put(column, expression);
    return this;
  }

  DerivedView text(String column, String expression, String sentence) {
    return column(column, ColumnType.TEXT, expression, sentence);
  }

  DerivedView json(String column, String expression, String sentence) {
    return column(column, ColumnType.JSON, expression, sentence);
  }

  DerivedView number(String column, String expression, String sentence) {
    return column(column, ColumnType.LONG, expression, sentence);
  }

  DerivedView flag(String column, String expression, String sentence) {
    return column(column, ColumnType.BOOLEAN, expression, sentence);
  }

  DerivedView time(String column, String expression, String sentence) {
    return column(column, ColumnType.TIMESTAMP, expression, sentence);
  }

  Questions.Table table() {
    return new Questions.Table(name, meaning, columns);
  }

  /** The list behind SELECT. */
  String list() {
    return expressions.entrySet().stream()
        .map(entry -> entry.getValue() + " AS \"" + entry.getKey() + "\"")
        .collect(Collectors.joining(", "));
  }
}
