package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions.AnswerColumn;
import dev.cairn.trail.Questions.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What the catalog says, shown in the format that was asked for. */
final class Tables {
  private Tables() {}

  static void printAll(AnswerOptions answers, CommandLine command) {
    try (Connection connection = Connection.open(answers.server, answers.terminal())) {
      List<List<@Nullable Object>> rows =
          connection.questions().catalog().stream()
              .map(table ->
                  List.<@Nullable Object>of(
                      table.name(), (long) table.columns().size(), table.meaning()))
              .toList();
      print(
          answers,
          command,
          List.of(text("table"), new AnswerColumn("columns", "BIGINT"), text("meaning")),
          rows);
    }
  }

  static void printColumns(AnswerOptions answers, CommandLine command, String name) {
    try (Connection connection = Connection.open(answers.server, answers.terminal())) {
      Table table = named(connection.questions().catalog(), name);
      List<List<@Nullable Object>> rows =
          table.columns().entrySet().stream()
              .map(column ->
                  List.<@Nullable Object>of(
                      column.getKey(),
                      column.getValue().type().name().toLowerCase(Locale.ROOT),
                      column.getValue().meaning()))
              .toList();
      print(answers, command, List.of(text("column"), text("type"), text("meaning")), rows);
    }
  }

  static void printSample(
      AnswerOptions answers, ScopeOptions scope, CommandLine command, String name) {
    Table table;
    try (Connection connection = Connection.open(answers.server, answers.terminal())) {
      table = named(connection.questions().catalog(), name);
    }
    boolean timed = table.columns().containsKey("ts");
    answers.answer(
        command,
        "select * from " + table.name() + (timed ? " order by ts desc" : ""),
        scope.scope());
  }

  private static Table named(List<Table> tables, String name) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new CairnException(
                ErrorCode.USAGE,
                "there is no table \"%s\"; there are %s"
                    .formatted(
                        name, tables.stream().map(Table::name).collect(Collectors.joining(", ")))));
  }

  private static AnswerColumn text(String name) {
    return new AnswerColumn(name, "VARCHAR");
  }

  private static void print(
      AnswerOptions answers,
      CommandLine command,
      List<AnswerColumn> columns,
      List<List<@Nullable Object>> rows) {
    PrintWriter out = command.getOut();
    AnswerPrinter printer = answers.format().printer(out, answers.terminal());
    printer.begin(columns);
    rows.forEach(printer::row);
    printer.end();
    out.flush();
  }
}
