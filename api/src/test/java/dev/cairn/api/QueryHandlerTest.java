package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions.AnswerColumn;
import dev.cairn.trail.Questions.Limits;
import dev.cairn.trail.Scope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryHandlerTest {
  private static final List<AnswerColumn> COLUMNS =
      List.of(new AnswerColumn("model", "VARCHAR"), new AnswerColumn("n", "BIGINT"));

  @Test
  void query_rows_areLinesBetweenColumnsAndSum() throws Exception {
    List<?> rows = List.of(List.of("opus", 3L), Arrays.asList(null, 4L));
    try (ServedApi api = new ServedApi(new ScriptedQuestions(COLUMNS, rows, true))) {
      HttpResponse<String> response = api.post("/api/query", "{\"sql\":\"select 1\"}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
      List<String> lines = response.body().lines().toList();
      assertThat(lines.subList(0, 3))
          .containsExactly(
              "{\"columns\":[{\"name\":\"model\",\"type\":\"VARCHAR\"},"
                  + "{\"name\":\"n\",\"type\":\"BIGINT\"}]}",
              "[\"opus\",3]",
              "[null,4]");
      assertThat(lines.get(3)).matches("\\{\"rows\":2,\"cut\":true,\"elapsed_ms\":[0-9]+}");
      assertThat(api.questions.open).hasValue(0);
    }
  }

  @Test
  void query_everyKindOfValue_hasOneForm() throws Exception {
    List<Object> row =
        List.of(
            Instant.parse("2026-11-20T10:00:00.000001Z"),
            new BigDecimal("1E+3"),
            new BigInteger("170141183460469231731687303715884105727"),
            1.5,
            true,
            List.of(1L, "x"),
            Map.of("k", 2L));
    try (ServedApi api = new ServedApi(new ScriptedQuestions(COLUMNS, List.of(row), false))) {
      assertThat(api.post("/api/query", "{\"sql\":\"x\"}").body().lines().toList().get(1))
          .isEqualTo(
              "[\"2026-11-20T10:00:00.000001Z\",1000,170141183460469231731687303715884105727,1.5,"
                  + "true,[1,\"x\"],{\"k\":2}]");
    }
  }

  @Test
  void query_bodyNamesLimits_questionHasThem() throws Exception {
    try (ServedApi api = new ServedApi()) {
      api.post(
          "/api/query",
          "{\"sql\":\"select ?\",\"parameters\":[\"a\",1,2.5,true,null],\"rows\":7,\"time_ms\":900}");
      api.post("/api/query", "{\"sql\":\"select 2\"}");

      assertThat(api.questions.asked.getFirst().parameters())
          .containsExactly("a", 1L, 2.5, true, null);
      assertThat(api.questions.asked.getFirst().limits())
          .isEqualTo(new Limits(7, Duration.ofMillis(900)));
      assertThat(api.questions.asked.getLast().limits())
          .isEqualTo(new Limits(100, Duration.ofSeconds(30)));
      assertThat(api.questions.asked.getLast().workspace()).isEqualTo("local");
    }
  }

  @Test
  void query_bodyNamesScope_questionHasIt() throws Exception {
    try (ServedApi api = new ServedApi()) {
      api.post(
          "/api/query",
          "{\"sql\":\"select 1\",\"scope\":{\"from\":\"2026-11-20T10:00:00Z\","
              + "\"days\":[\"2026-11-20\"],\"gateways\":[\"ada\"]}}");
      HttpResponse<String> wrong =
          api.post(
              "/api/query",
              "{\"sql\":\"select 1\",\"scope\":{\"to\":\"noon\",\"days\":[\"today\"]}}");

      assertThat(api.questions.asked.getFirst().scope())
          .isEqualTo(
              new Scope(
                  Instant.parse("2026-11-20T10:00:00Z"),
                  null,
                  List.of(LocalDate.parse("2026-11-20")),
                  List.of("ada")));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body())
          .contains(
              "scope.to: must be a time such as 2026-11-20T09:30:00Z, was \\\"noon\\\"; "
                  + "scope.days: must be days such as 2026-11-20, was \\\"today\\\"");
    }
  }

  @Test
  void query_failsBeforeTheFirstRow_isAnErrorStatus() throws Exception {
    var script = List.of(new CairnException(ErrorCode.SQL_REFUSED, "INSERT is not a question"));
    try (ServedApi api = new ServedApi(new ScriptedQuestions(COLUMNS, script, false))) {
      HttpResponse<String> response = api.post("/api/query", "{\"sql\":\"insert\"}");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":{\"code\":\"SQL_REFUSED\",\"message\":\"INSERT is not a question\"}}");
      assertThat(api.questions.open).hasValue(0);
    }
  }

  @Test
  void query_failsLater_lastLineSaysWhy() throws Exception {
    var script = List.of(List.of("a", 1L), new CairnException(ErrorCode.SQL_TIMEOUT, "too long"));
    try (ServedApi api = new ServedApi(new ScriptedQuestions(COLUMNS, script, false))) {
      HttpResponse<String> response = api.post("/api/query", "{\"sql\":\"x\"}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .endsWith("[\"a\",1]\n{\"error\":{\"code\":\"SQL_TIMEOUT\",\"message\":\"too long\"}}\n");
    }
  }

  @Test
  void query_bodyOutOfOrder_namesEveryMistake() throws Exception {
    try (ServedApi api = new ServedApi()) {
      assertThat(api.post("/api/query", "{\"rows\":-1,\"sqll\":\"x\",\"parameters\":[[1]]}").body())
          .contains("parameters[0]: must be a text, a number, true, false or null")
          .contains("sql: is required")
          .contains("rows: must be a whole number from 0 to")
          .contains("sqll: is not a known key; did you mean sql?");
      assertThat(api.post("/api/query", "{").body()).contains("the body must be JSON: ");
      assertThat(api.post("/api/query", "[]").body()).contains("the body must be a JSON object");
      assertThat(api.questions.asked).isEmpty();
    }
  }
}
