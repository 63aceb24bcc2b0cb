package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import dev.cairn.trail.Questions.Answer;
import dev.cairn.trail.Scope;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a question is put and its answer shown; shared by everything under {@code query}. */
final class AnswerOptions {
  private static final Duration SERVERS_OWN = Duration.ZERO;

  private final Terminal terminal;

  @Mixin ServerOptions server = new ServerOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: table.")
  @Nullable OutputFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  boolean json;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many rows; 0 is all. Default: ${DEFAULT-VALUE}.")
  long limit = 100;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long it may run. Default: the server's query.time_limit.")
  long seconds;

  @Option(
      names = {"--refresh", "--cache-dir", "--service"},
      hidden = true,
      description = "Accepted for scripts; nothing here is ever stale.")
  List<String> accepted = List.of();

  @Option(
      names = {"--strict-freshness", "--all", "--force"},
      hidden = true,
      description = "Accepted for scripts; nothing here is ever stale.")
  boolean[] flags = {};

  AnswerOptions(Terminal terminal) {
    this.terminal = terminal;
  }

  OutputFormat format() {
    if (json && format != null && format != OutputFormat.JSON) {
      throw new CairnException(
          ErrorCode.USAGE, "--json and --format " + format + " exclude each other");
    }
    return json ? OutputFormat.JSON : format == null ? OutputFormat.TABLE : format;
  }

  /** Asks and prints; gives the number of rows. */
  long answer(CommandLine command, String sql, Scope scope) {
    try (Connection connection = Connection.open(server, terminal);
        Answer answer = connection.questions().ask(question(sql, List.of(), scope))) {
      PrintWriter out = command.getOut();
      long rows = format().printer(out, terminal).print(answer);
      out.flush();
      if (answer.cut()) {
        command
            .getErr()
            .println("(the first " + rows + " rows; --limit N for more, --limit 0 for all)");
      }
      return rows;
    }
  }

  Questions.Question question(String sql, List<@Nullable Object> parameters, Scope scope) {
    if (limit < 0) {
      throw new CairnException(ErrorCode.USAGE, "--limit must be 0 or more, was " + limit);
    }
    long rows = limit == 0 ? Long.MAX_VALUE : limit;
    Duration time = seconds > 0 ? Duration.ofSeconds(seconds) : SERVERS_OWN;
    return new Questions.Question(
        sql, parameters, "local", new Questions.Limits(rows, time), scope);
  }

  Terminal terminal() {
    return terminal;
  }
}
