package dev.cairn.cli;

import dev.cairn.trail.Questions.Answer;
import dev.cairn.trail.Questions.AnswerColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of an answer in one format. */
interface AnswerPrinter {
  /** Called once, before any row. */
  void begin(List<AnswerColumn> columns);

  void row(List<@Nullable Object> row);

  /** Called once, after the last row. */
  void end();

  /** Writes all rows and gives their number. */
  default long print(Answer answer) {
    begin(answer.columns());
    long count = 0;
    for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
      row(row);
      count++;
    }
    end();
    return count;
  }
}
