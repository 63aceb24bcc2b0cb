package dev.cairn.api;

import dev.cairn.model.ColumnType;
import dev.cairn.trail.Questions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers every question with the same rows, one of which may be a failure. */
final class ScriptedQuestions implements Questions {
  final List<Question> asked = new ArrayList<>();
  final AtomicInteger open = new AtomicInteger();

  private final List<AnswerColumn> columns;
  private final List<?> script;
  private final boolean cut;

  /**
   * @param script rows as lists, or a RuntimeException that is thrown in place of a row
   */
  ScriptedQuestions(List<AnswerColumn> columns, List<?> script, boolean cut) {
    this.columns = columns;
    this.script = script;
    this.cut = cut;
  }

  @Override
  public Answer ask(Question question) {
    asked.add(question);
    open.incrementAndGet();
    Iterator<?> steps = script.iterator();
    return new Answer() {
      @Override
      public List<AnswerColumn> columns() {
        return columns;
      }

      @Override
      @SuppressWarnings("unchecked")
      public @Nullable List<@Nullable Object> next() {
        Object step = steps.hasNext() ? steps.next() : null;
        if (step instanceof RuntimeException failure) {
          throw failure;
        }
        return (List<@Nullable Object>) step;
      }

      @Override
      public boolean cut() {
        return cut;
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public List<Table> catalog() {
    SequencedMap<String, TableColumn> columnsOfTable = new LinkedHashMap<>();
    columnsOfTable.put("ts", new TableColumn(ColumnType.TIMESTAMP, "When."));
    columnsOfTable.put("model", new TableColumn(ColumnType.TEXT, "Which model."));
    return List.of(new Table("messages", "One part of a message.", columnsOfTable));
  }
}
