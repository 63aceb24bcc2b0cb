package dev.cairn.api;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import dev.cairn.trail.Questions.Limits;
import dev.cairn.trail.Questions.Question;
import dev.cairn.trail.Scope;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /api/query}. */
final class QueryRequest {
  private static final String WORKSPACE = "local";

  private QueryRequest() {}

  /**
   * The question that a body asks.
   *
   * @param otherwise limits where the body names none
   * @throws CairnException USAGE with everything that is wrong with it
   */
  static Question read(byte[] body, Limits otherwise) {
    Map<String, Object> values = Json.object(body);
    List<Problem> problems = new ArrayList<>();
    List<@Nullable Object> parameters = parameters(values.remove("parameters"), problems);
    Section section = Section.root(values, problems);
    String sql = Optional.ofNullable(section.optionalText("sql")).orElse("");
    if (!section.has("sql")) {
      section.problem("sql", "is required");
    }
    String workspace = section.text("workspace", WORKSPACE);
    long rows = section.integer("rows", otherwise.rows(), 0, Long.MAX_VALUE);
    long millis = section.integer("time_ms", otherwise.time().toMillis(), 1, Integer.MAX_VALUE);
    Scope scope = QueryScope.read(section.section("scope"));
    section.finish();
    refuse(problems);
    Limits limits = new Limits(rows, Duration.ofMillis(millis));
    return new Question(sql, parameters, workspace, limits, scope);
  }

  private static List<@Nullable Object> parameters(@Nullable Object given, List<Problem> problems) {
    List<@Nullable Object> parameters = new ArrayList<>();
    if (given != null && !(given instanceof List<?>)) {
      problems.add(new Problem("parameters", "must be a list", false));
    }
    List<?> list = given instanceof List<?> items ? items : List.of();
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      if (value instanceof Map || value instanceof List || value instanceof BigInteger) {
        problems.add(
            new Problem(
                "parameters[" + i + "]", "must be a text, a number, true, false or null", false));
      } else {
        parameters.add(value instanceof Integer number ? Long.valueOf(number) : value);
      }
    }
    return parameters;
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new CairnException(
          ErrorCode.USAGE,
          problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
  }
}
