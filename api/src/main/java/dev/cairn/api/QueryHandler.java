package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.http.HttpHandler;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import dev.cairn.trail.Questions.Answer;
import dev.cairn.trail.Questions.AnswerColumn;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code POST /api/query}: a line with the columns, a line for each row, a line with the
 * sum. The status is only sent with the first row, so that a question that fails before it is
 * answered with an error's status; one that fails later ends with a line that says why.
 */
final class QueryHandler implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(QueryHandler.class);

  private final Questions questions;
  private final Supplier<Questions.Limits> limits;

  QueryHandler(Questions questions, Supplier<Questions.Limits> limits) {
    this.questions = questions;
    this.limits = limits;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    long began = System.nanoTime();
    try (Answer answer = questions.ask(QueryRequest.read(call.body(), limits.get()))) {
      List<@Nullable Object> first = answer.next();
      try (JsonLines lines = new JsonLines(call)) {
        lines.line(columns(answer));
        lines.line(rest(answer, first, lines, began));
      }
    }
  }

  private static Map<String, Object> columns(Answer answer) {
    return Map.of("columns", answer.columns().stream().map(QueryHandler::column).toList());
  }

  private static SequencedMap<String, Object> column(AnswerColumn column) {
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", column.name());
    tree.put("type", column.sqlType());
    return tree;
  }

  /** Writes the rows and gives the last line. */
  private static SequencedMap<String, Object> rest(
      Answer answer, @Nullable List<@Nullable Object> first, JsonLines lines, long began)
      throws IOException {
    long rows = 0;
    List<@Nullable Object> row = first;
    while (row != null) {
      lines.line(row);
      rows++;
      try {
        row = answer.next();
      } catch (CairnException failure) {
        return Json.error(failure.code(), failure.getMessage());
      } catch (RuntimeException defect) {
        log.warn("a question failed after {} rows", rows, defect);
        return Json.error(ErrorCode.INTERNAL, "the question failed; the server's log says why");
      }
    }
    return sum(rows, answer.cut(), began);
  }

  private static SequencedMap<String, Object> sum(long rows, boolean cut, long began) {
    SequencedMap<String, Object> sum = new LinkedHashMap<>();
    sum.put("rows", rows);
    sum.put("cut", cut);
    sum.put("elapsed_ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
    return sum;
  }
}
