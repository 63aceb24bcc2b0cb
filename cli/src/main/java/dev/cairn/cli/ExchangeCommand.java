package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import dev.cairn.trail.Questions.Answer;
import dev.cairn.trail.Questions.AnswerColumn;
import dev.cairn.trail.Scope;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One exchange whole, or one session from its first message to its last. */
@Command(
    name = "get",
    description = "One exchange whole, or all messages of a session.",
    mixinStandardHelpOptions = true)
final class ExchangeCommand implements Runnable {
  private static final int SHORTEST_PREFIX = 6;

  @Mixin final AnswerOptions answers;
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "ID",
      description = "An exchange or a session; the first 6 characters are enough.")
  String id = "";

  ExchangeCommand(Terminal terminal) {
    answers = new AnswerOptions(terminal);
    answers.limit = 0;
  }

  @Override
  public void run() {
    if (id.length() < SHORTEST_PREFIX) {
      throw new CairnException(
          ErrorCode.USAGE, "ID must have at least 6 characters, was \"" + id + "\"");
    }
    try (Connection connection = Connection.open(answers.server, answers.terminal())) {
      Questions questions = connection.questions();
      List<Object> sessions =
          column(
              questions,
              "select distinct session_id from sessions where starts_with(session_id, ?)");
      List<Object> exchanges =
          column(questions, "select exchange_id from exchanges where starts_with(exchange_id, ?)");
      if (sessions.size() + exchanges.size() > 1) {
        List<Object> all = new ArrayList<>(exchanges);
        all.addAll(sessions);
        throw new CairnException(
            ErrorCode.USAGE,
            "\"" + id + "\" is the start of several: " + all.subList(0, Math.min(5, all.size())));
      }
      if (!exchanges.isEmpty()) {
        exchange(questions, exchanges.getFirst());
      } else if (!sessions.isEmpty()) {
        session(questions, sessions.getFirst());
      } else {
        throw new CairnException(
            ErrorCode.NOT_FOUND, "no exchange and no session starts with \"" + id + "\"");
      }
    }
  }

  private List<Object> column(Questions questions, String sql) {
    List<Object> values = new ArrayList<>();
    try (Answer answer = questions.ask(answers.question(sql, List.of(id), Scope.ALL))) {
      for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
        values.add(String.valueOf(row.getFirst()));
      }
    }
    return values;
  }

  private void session(Questions questions, Object session) {
    String columns =
        answers.format() == OutputFormat.TABLE
            ? "ts, role, part_type, tool_name, content_text, tool_args, model, output_tokens"
            : "*";
    String sql =
        "select " + columns + " from messages where session_id = ? order by ts, message_key, part";
    try (Answer answer = questions.ask(answers.question(sql, List.of(session), Scope.ALL))) {
      PrintWriter out = spec.commandLine().getOut();
      if (answers.format() == OutputFormat.TABLE) {
        new ConversationPrinter(out, answers.terminal()).print(answer);
      } else {
        answers.format().printer(out, answers.terminal()).print(answer);
      }
      out.flush();
    }
  }

  private void exchange(Questions questions, Object exchange) {
    try (Answer answer =
        questions.ask(
            answers.question(
                "select * from exchanges where exchange_id = ?", List.of(exchange), Scope.ALL))) {
      PrintWriter out = spec.commandLine().getOut();
      if (answers.format() == OutputFormat.TABLE) {
        ExchangePrinter.print(out, answers.terminal(), named(answer));
      } else {
        answers.format().printer(out, answers.terminal()).print(answer);
      }
      out.flush();
    }
  }

  private static Map<String, @Nullable Object> named(Answer answer) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    List<@Nullable Object> row = answer.next();
    List<AnswerColumn> columns = answer.columns();
    for (int i = 0; row != null && i < columns.size(); i++) {
      cells.put(columns.get(i).name(), row.get(i));
    }
    return cells;
  }
}
