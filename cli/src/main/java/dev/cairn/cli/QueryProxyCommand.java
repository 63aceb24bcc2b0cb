package dev.cairn.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The exchanges that went through the proxy. */
@Command(
    name = "proxy",
    description = "The latest exchanges with models.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ExchangeCommand.class,
      QueryProxyCommand.Stats.class,
      QueryProxyCommand.Tail.class
    })
final class QueryProxyCommand implements Runnable {
  /** Few columns, so that a line fits a terminal; other formats get them all. */
  private static final String NARROW =
      """
      strftime(ts, '%H:%M:%S') as "time", agent, model, status, duration_ms as ms,
      input_tokens as "in", cache_read_tokens as cached, output_tokens as "out",
      exchange_id[:8] as exchange, error\
      """;

  @Mixin final AnswerOptions answers;
  @Mixin ScopeOptions scope = new ScopeOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  QueryProxyCommand(Terminal terminal) {
    answers = new AnswerOptions(terminal);
    answers.limit = 20;
  }

  @Override
  public void run() {
    boolean table = answers.format() == OutputFormat.TABLE;
    String columns = table ? NARROW : "* exclude (request_body, response_body, stream_events)";
    answers.answer(
        spec.commandLine(),
        "select %s from exchanges order by ts desc".formatted(columns),
        scope.scope());
  }

  /** Sums over what was recorded. */
  @Command(
      name = "stats",
      description = "Exchanges, messages and tokens by provider and model.",
      mixinStandardHelpOptions = true)
  static final class Stats implements Runnable {
    @Mixin final AnswerOptions answers;
    @Mixin ScopeOptions scope = new ScopeOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    Stats(Terminal terminal) {
      answers = new AnswerOptions(terminal);
    }

    @Override
    public void run() {
      answers.answer(
          spec.commandLine(),
          """
          select provider, model, count(*) as parts, count(distinct session_id) as conversations,
                 count(distinct session_id || message_key) as messages,
                 sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
                 sum(cache_read_tokens) as cache_read_tokens
          from messages group by all order by parts desc\
          """,
          scope.scope());
    }
  }

  /** The last exchanges, oldest first. */
  @Command(
      name = "tail",
      description = "The last exchanges, oldest first; cairn tail follows them live.",
      mixinStandardHelpOptions = true)
  static final class Tail implements Runnable {
    @Mixin final AnswerOptions answers;
    @Mixin ScopeOptions scope = new ScopeOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", hidden = true)
    @Nullable String ignored;

    Tail(Terminal terminal) {
      answers = new AnswerOptions(terminal);
      answers.limit = 20;
    }

    @Override
    public void run() {
      String limit = answers.limit == 0 ? "" : " limit " + answers.limit;
      answers.answer(
          spec.commandLine(),
          """
          select gateway_id, ts as ts_start, duration_ms, upstream, status as response_status,
                 path as request_path, exchange_id, error
          from (select * from exchanges order by ts desc%s) order by ts\
          """
              .formatted(limit),
          scope.scope());
    }
  }
}
