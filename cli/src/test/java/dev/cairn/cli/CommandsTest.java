package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.DemoAgents;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Scripts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as they are typed, before a server that recorded the demo's sessions. */
class CommandsTest {
  private static final EventLoops LOOPS = new EventLoops();
  private static final ScriptedModel MODEL =
      new ScriptedModel(LOOPS, new HostPort("127.0.0.1", 0), Scripts.demo());

  @TempDir static Path home;
  private static RunningCairn cairn;

  /** What a command wrote and how it ended. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void record() throws Exception {
    MODEL.start();
    RunningCairn.configure(home, MODEL.baseUrl());
    cairn = RunningCairn.up(home);
    new DemoAgents(cairn.proxy(), "commands").play();
    cairn.awaitNumber("select count(*) from sessions", 6);
  }

  @AfterAll
  static void stop() throws Exception {
    cairn.close();
    MODEL.close();
    LOOPS.close();
  }

  private static Ended run(OptionalInt columns, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(out, err, columns, false, Map.of("CAIRN_HOME", home.toString()));
    int code = Main.run(terminal, words);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Ended cairn(String... words) {
    return run(OptionalInt.empty(), words);
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.err()).isEmpty();
    return JsonMapper.shared().readTree(ended.out());
  }

  @Test
  void sql_scope_narrowsTheQuestion() {
    String count = "select count(*) as n from messages";

    assertThat(json(cairn("query", "sql", "--json", count)).path(0).path("n").asLong())
        .isPositive();
    for (String scope :
        new String[] {"--to=2020-01-01", "--date=2020-01-01", "--gateway-id=other", "--since=0s"}) {
      assertThat(json(cairn("query", "sql", "--json", scope, count)).path(0).path("n").asLong())
          .as(scope)
          .isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query proxy",
        "query proxy stats",
        "query proxy tail",
        "query catalog",
        "query activity",
        "query errors",
        "query doctor",
        "query schema messages",
        "query sample sessions",
        "query sql from tool_calls"
      })
  void query_json_isOneArray(String words) {
    JsonNode rows = json(cairn((words + " --json --limit 0").split(" ")));

    assertThat(rows.isArray()).isTrue();
    assertThat(rows).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 200})
  void output_onTerminal_fitsItsWidth(int columns) {
    for (String words :
        new String[] {
          "query proxy",
          "query catalog",
          "query sample messages",
          "query activity",
          "tail --no-follow"
        }) {
      assertThat(run(OptionalInt.of(columns), words.split(" ")).out().lines())
          .as(words)
          .allMatch(line -> TextWidth.of(line) <= columns);
    }
    assertThat(run(OptionalInt.of(80), "status").out().lines())
        .filteredOn(line -> !line.contains(home.toString()))
        .allMatch(line -> TextWidth.of(line) <= 80);
  }

  @Test
  void get_startOfAnId_findsExchangeAndSession() {
    String exchange = String.valueOf(cairn.rows("from exchanges").getFirst().get("exchange_id"));
    String session = String.valueOf(cairn.rows("from sessions").getFirst().get("session_id"));

    assertThat(cairn("query", "proxy", "get", exchange.substring(0, 8)).out())
        .contains(exchange, "Request body");
    assertThat(cairn("query", "proxy", "get", session.substring(0, 12)).code()).isZero();
    assertThat(cairn("query", "proxy", "get", "zzzzzz"))
        .isEqualTo(new Ended(1, "", "cairn: no exchange and no session starts with \"zzzzzz\"\n"));
  }

  @Test
  void status_healthyServer_saysWhatWasLost() {
    Ended status = cairn("status");

    assertThat(status.code()).isZero();
    assertThat(status.out()).containsPattern("lost +nothing\n").contains("proxy: ok", "lake: ok");
    assertThat(json(cairn("status", "--json")).path("parts").isArray()).isTrue();
  }

  @Test
  void sql_moreRowsThanAsked_saysSo() {
    assertThat(cairn("query", "sql", "--limit", "2", "from messages").err())
        .isEqualTo("(only the first 2; --limit N for more, --limit 0 for all)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          frobnicate | cairn has no command "frobnicate"
          qeury sql x | cairn has no command "qeury"; did you mean query?
          query sqll x | cairn query has no command "sqll"; did you mean sql?
          query sql --sicne 1h x | cairn query sql has no option --sicne; did you mean --since?
          down now | cairn down takes no "now"
          query sql --timeout -5 x | --timeout must be 0 or more, was -5
          query sql --json --format csv x | --json and --format csv exclude each other
          query schema nope | there is no table "nope"; there are exchanges,
          query proxy get abc | ID must have at least 6 characters, was "abc"
          status --server foo | --server must be an http or https address, was "foo"
          tail nosuch | signal must be one of proxy, purges, was "nosuch"\
          """)
  void wrongUsage_isOneSentence(String words, String sentence) {
    Ended ended = cairn(words.strip().split(" "));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("cairn: " + sentence);
  }

  @Test
  void help_inFrontOfACommand_isItsHelp() {
    assertThat(cairn("help", "query", "sql").out())
        .isEqualTo(cairn("query", "sql", "--help").out())
        .startsWith("Usage: cairn query sql");
  }

  @Test
  void run_missingProgram_isWhatAShellSays() {
    assertThat(cairn("run", "--", "no-such-program"))
        .isEqualTo(new Ended(127, "", "cairn: there is no program \"no-such-program\" to run\n"));
  }

  @Test
  void run_child_givesItsExitCode() {
    assertThat(cairn("run", "--", "sh", "-c", "exit 7").code()).isEqualTo(7);
  }

  @Test
  void commands_haveTheNamesUnderWhichTheyAreFound() {
    Map<String, Class<?>> all = new LinkedHashMap<>(CommandTree.COMMANDS);
    all.putAll(CommandTree.QUERIES);
    all.forEach((name, type) ->
        assertThat(type.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name));
  }
}
