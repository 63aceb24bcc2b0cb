package dev.cairn.cli;

import dev.cairn.trail.Scope;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks about what was recorded. */
@Command(
    name = "query",
    description = "Ask about what was recorded.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class QueryCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** A question in SQL. */
  @Command(
      name = "sql",
      description = "Ask in SQL: one SELECT, WITH, FROM, DESCRIBE, SUMMARIZE or SHOW.",
      mixinStandardHelpOptions = true)
  static final class Sql implements Runnable {
    @Mixin final AnswerOptions answers;
    @Mixin ScopeOptions scope = new ScopeOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "SQL", description = "The statement.")
    List<String> words = List.of();

    Sql(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      answers.answer(spec.commandLine(), String.join(" ", words), scope.scope());
    }
  }

  /** The columns of one table. */
  @Command(
      name = "schema",
      description = "The columns of a table and what they mean.",
      mixinStandardHelpOptions = true)
  static final class Schema implements Runnable {
    @Mixin final AnswerOptions answers;
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TABLE", description = "Its name; see: cairn query catalog.")
    String table = "";

    Schema(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      Tables.printColumns(answers, spec.commandLine(), table);
    }
  }

  /** All tables. */
  @Command(
      name = "catalog",
      aliases = "status",
      description = "What can be asked.",
      mixinStandardHelpOptions = true)
  static final class Catalog implements Runnable {
    @Mixin final AnswerOptions answers;
    @Spec CommandSpec spec = CommandSpec.create();

    Catalog(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      Tables.printAll(answers, spec.commandLine());
    }
  }

  /** Some rows of one table. */
  @Command(
      name = "sample",
      description = "The newest rows of a table.",
      mixinStandardHelpOptions = true)
  static final class Sample implements Runnable {
    @Mixin final AnswerOptions answers;
    @Mixin ScopeOptions scope = new ScopeOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TABLE", description = "Its name; see: cairn query catalog.")
    String table = "";

    Sample(Terminal terminal) {
      answers = new AnswerOptions(terminal);
      answers.limit = 10;
    }

    @Override
    public void run() {
      Tables.printSample(answers, scope, spec.commandLine(), table);
    }
  }

  /** What happened last. */
  @Command(
      name = "activity",
      description = "What happened last, over everything recorded.",
      mixinStandardHelpOptions = true)
  static final class Activity implements Runnable {
    @Mixin final AnswerOptions answers;
    @Mixin ScopeOptions scope = new ScopeOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    Activity(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      answers.answer(
          spec.commandLine(),
          """
          select ts, gateway_id, agent, session_id, role, part_type,
                 coalesce(tool_name || ' ', '') || coalesce(content_text, '') as detail
          from messages order by ts desc, message_key, part\
          """,
          scope.scope());
    }
  }

  /** What went wrong. */
  @Command(
      name = "errors",
      description = "Failed exchanges and tool calls.",
      mixinStandardHelpOptions = true)
  static final class Errors implements Runnable {
    @Mixin final AnswerOptions answers;
    @Mixin ScopeOptions scope = new ScopeOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    Errors(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      answers.answer(
          spec.commandLine(),
          """
          select * from (
            select ts, gateway_id, agent, session_id, 'exchange' as what,
                   coalesce(error, 'status ' || status) as detail, exchange_id
            from exchanges where error is not null or status >= 400
            union all
            select ts, gateway_id, agent, session_id, 'tool ' || coalesce(tool_name, ''),
                   result_text, exchange_id
            from tool_calls where tool_status = 'error')
          order by ts desc\
          """,
          scope.scope());
    }
  }

  /** Kept for scripts. */
  @Command(
      name = "refresh",
      description = "Does nothing: answers are always as fresh as the recording.",
      mixinStandardHelpOptions = true)
  static final class Refresh implements Runnable {
    @Mixin final AnswerOptions answers;
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "0..*", hidden = true)
    List<String> files = List.of();

    Refresh(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      spec.commandLine()
          .getErr()
          .println("Nothing to refresh: what is recorded can be asked about within a second.");
    }
  }

  /** Whether questions can be asked. */
  @Command(
      name = "doctor",
      description = "Whether questions can be asked, and of how much.",
      mixinStandardHelpOptions = true)
  static final class Doctor implements Runnable {
    @Mixin final AnswerOptions answers;
    @Spec CommandSpec spec = CommandSpec.create();

    Doctor(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      answers.answer(
          spec.commandLine(),
          """
          select 'exchanges' as "table", count(*) as "rows", max(ts) as newest from exchanges
          union all select 'messages', count(*), max(ts) from messages
          union all select 'tool_calls', count(*), max(ts) from tool_calls
          union all select 'sessions', count(*), max(ts_end) from sessions\
          """,
          Scope.ALL);
    }
  }
}
