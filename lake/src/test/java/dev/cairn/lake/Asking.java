package dev.cairn.lake;

import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks the way that a caller does. */
final class Asking implements AutoCloseable {
  /** Little memory, and more rows than a test reads. */
  static final QueryConfig CONFIG =
      new QueryConfig(
          Duration.ofSeconds(20), 256L << 20, 256L << 20, 2_000_000, 4, Duration.ofSeconds(5), 2);

  private final LakeQuestions questions;

  Asking(TestLake lake, QueryConfig config, Path temp) {
    questions = new LakeQuestions(lake, config, List.of(lake.folder()), temp, QueryMetrics.NONE);
    questions.start();
  }

  LakeQuestions questions() {
    return questions;
  }

  Questions.Answer open(String sql, Object... parameters) {
    return open(sql, "local", new Questions.Limits(1_000_000, Duration.ofSeconds(20)), parameters);
  }

  Questions.Answer open(
      String sql, String workspace, Questions.Limits limits, Object... parameters) {
    return questions.ask(new Questions.Question(sql, Arrays.asList(parameters), workspace, limits));
  }

  List<List<Object>> rows(String sql, Object... parameters) {
    try (Questions.Answer answer = open(sql, parameters)) {
      return drain(answer);
    }
  }

  static List<List<Object>> drain(Questions.Answer answer) {
    List<List<Object>> rows = new ArrayList<>();
    List<Object> row;
    while ((row = answer.next()) != null) {
      rows.add(row);
    }
    return rows;
  }

  /** The first cell of the first row. */
  Object one(String sql, Object... parameters) {
    return rows(sql, parameters).getFirst().getFirst();
  }

  @Override
  public void close() {
    questions.close();
  }
}
