package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.server.CairnServer;
import dev.cairn.server.Configuration;
import dev.cairn.trail.Questions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to what was recorded: the server that was named, the one that runs on this machine, or,
 * when none does, the recordings themselves, opened for the length of one command.
 */
final class Connection implements AutoCloseable {
  private static final Duration CATCH_UP = Duration.ofMinutes(10);

  private final Questions questions;
  private final @Nullable CairnServer offline;

  private Connection(Questions questions, @Nullable CairnServer offline) {
    this.questions = questions;
    this.offline = offline;
  }

  static Connection open(ServerOptions options, Terminal terminal) {
    URI server = running(options, terminal);
    if (server != null) {
      return new Connection(new RemoteQuestions(new ServerClient(server)), null);
    }
    CairnServer offline = CairnServer.offline(configuration(options, terminal));
    try {
      offline.start();
      offline.awaitCaughtUp(CATCH_UP);
    } catch (RuntimeException failure) {
      offline.close();
      throw failure;
    }
    return new Connection(new OfflineQuestions(offline), offline);
  }

  /** Questions put to the recordings themselves; one without a time of its own gets the usual. */
  private record OfflineQuestions(CairnServer server) implements Questions {
    @Override
    public Answer ask(Question question) {
      Duration asked = question.limits().time();
      Duration time = asked.isPositive() ? asked : server.limits().time();
      return server
          .questions()
          .ask(
              new Question(
                  question.sql(),
                  question.parameters(),
                  question.workspace(),
                  new Limits(question.limits().rows(), time),
                  question.scope()));
    }

    @Override
    public List<Table> catalog() {
      return server.questions().catalog();
    }
  }

  /** The server that answers, or null when none was named and none runs here. */
  static @Nullable URI running(ServerOptions options, Terminal terminal) {
    URI named = options.serverAddress(terminal.environment());
    if (named != null) {
      return named;
    }
    Home.Running running = Home.of(terminal.environment()).running();
    return running == null ? null : running.http();
  }

  /** The server that answers. */
  static ServerClient server(ServerOptions options, Terminal terminal) {
    URI address = running(options, terminal);
    if (address == null) {
      throw new CairnException(
          ErrorCode.NOT_RUNNING,
          "no server runs on "
              + Home.of(terminal.environment()).folder()
              + "; start one: cairn up");
    }
    return new ServerClient(address);
  }

  /** The configuration, or all that is wrong with it. */
  static Configuration configuration(ServerOptions options, Terminal terminal) {
    Home home = Home.of(terminal.environment());
    return Problems.orThrow(
        Configuration.load(home.folder(), options.location(), terminal.environment()));
  }

  Questions questions() {
    return questions;
  }

  @Override
  public void close() {
    if (offline != null) {
      offline.close();
    }
  }
}
