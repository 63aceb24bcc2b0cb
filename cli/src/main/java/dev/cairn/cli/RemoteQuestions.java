package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.ColumnType;
import dev.cairn.trail.Questions;
import dev.cairn.trail.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions put to a running server over its JSON API. */
final class RemoteQuestions implements Questions {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final ServerClient server;

  RemoteQuestions(ServerClient server) {
    this.server = server;
  }

  @Override
  public Answer ask(Question question) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sql", question.sql());
    body.put("parameters", question.parameters());
    body.put("workspace", question.workspace());
    body.put("rows", question.limits().rows());
    if (question.limits().time().isPositive()) {
      body.put("time_ms", question.limits().time().toMillis());
    }
    body.put("scope", scope(question.scope()));
    ServerClient.Response response =
        server.send("POST", "/api/query", JSON.writeValueAsString(body));
    return new RemoteAnswer(response);
  }

  private static Map<String, Object> scope(Scope scope) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (scope.from() != null) {
      body.put("from", scope.from().toString());
    }
    if (scope.to() != null) {
      body.put("to", scope.to().toString());
    }
    body.put("days", scope.days().stream().map(LocalDate::toString).toList());
    body.put("gateways", scope.gateways());
    return body;
  }

  @Override
  public List<Table> catalog() {
    List<Table> tables = new ArrayList<>();
    for (JsonNode table : server.json("GET", "/api/catalog").path("tables")) {
      tables.add(table(table));
    }
    return tables;
  }

  private static Table table(JsonNode table) {
    SequencedMap<String, TableColumn> columns = new LinkedHashMap<>();
    for (JsonNode column : table.path("columns")) {
      String type = column.path("type").asString().toUpperCase(Locale.ROOT);
      columns.put(
          column.path("name").asString(),
          new TableColumn(ColumnType.valueOf(type), column.path("meaning").asString()));
    }
    return new Table(table.path("name").asString(), table.path("meaning").asString(), columns);
  }

  /** Rows as they come over the wire: a line with the columns, lines with rows, a last line. */
  private static final class RemoteAnswer implements Answer {
    private final ServerClient.Response response;
    private final BufferedReader lines;
    private final List<AnswerColumn> columns = new ArrayList<>();
    private boolean cut;
    private boolean ended;

    RemoteAnswer(ServerClient.Response response) {
      this.response = response;
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      for (JsonNode column : line().path("columns")) {
        columns.add(
            new AnswerColumn(column.path("name").asString(), column.path("type").asString()));
      }
    }

    private JsonNode line() {
      try {
        String line = lines.readLine();
        if (line == null) {
          throw new CairnException(ErrorCode.NOT_RUNNING, "the server broke off its answer");
        }
        return JSON.readTree(line);
      } catch (IOException e) {
        throw new CairnException(ErrorCode.NOT_RUNNING, "the server broke off its answer", e);
      }
    }

    @Override
    public List<AnswerColumn> columns() {
      return columns;
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
      if (ended) {
        return null;
      }
      JsonNode line = line();
      if (line.isArray()) {
        List<@Nullable Object> row = new ArrayList<>(line.size());
        line.forEach(cell -> row.add(JSON.treeToValue(cell, Object.class)));
        return row;
      }
      ended = true;
      if (line.has("error")) {
        throw ServerClient.error(line.path("error"));
      }
      cut = line.path("cut").asBoolean(false);
      return null;
    }

    @Override
    public boolean cut() {
      return cut;
    }

    @Override
    public void close() {
      try {
        response.close();
      } catch (IOException e) {
        ended = true;
      }
    }
  }
}
