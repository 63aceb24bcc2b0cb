package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.Prerequisite;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Scripts;
import dev.cairn.testing.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real Claude Code and Codex, started by {@code cairn run}, before a scripted model: what can
 * be asked for in SQL is what the model sent.
 */
class RealAgentsTest {
  private static final String PROMPT =
      "Please " + Scripts.TOOL_CALL_WORDS + " and tell me what it said.";
  private static final String SECRET = "made-up-for-a-test";
  private static final Map<String, String> CODEX_KEYS =
      Map.of("CODEX_API_KEY", "sk-" + SECRET, "OPENAI_API_KEY", "sk-" + SECRET);

  @TempDir Path home;
  @TempDir Path project;

  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(loops, new HostPort("127.0.0.1", 0), Scripts.toolCall());

  @BeforeEach
  void startModel() throws IOException {
    model.start();
    RunningCairn.configure(home, model.baseUrl());
    Files.createDirectories(project.resolve(".git"));
    Files.writeString(project.resolve(".git/HEAD"), "ref: refs/heads/trail\n");
  }

  @AfterEach
  void stopModel() {
    model.close();
    loops.close();
  }

  @Test
  void claudeCode_throughRunningServer_isToldAsTheModelSentIt() throws Exception {
    String claude = Prerequisite.claudeCode().toString();
    Map<String, String> environment =
        Map.of(
            "ANTHROPIC_API_KEY",
            "sk-ant-" + SECRET,
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
            "1",
            "IS_SANDBOX",
            "1");
    try (RunningCairn cairn = RunningCairn.up(home)) {
      run(environment, claude, "-p", PROMPT, "--allowedTools", "Bash");
      check(cairn, "claude-code");
    }
  }

  @Test
  void codex_overItsWebSocketWithServerOfItsOwn_isToldAsTheModelSentIt() throws Exception {
    codex("-m", "gpt-5.2-codex");
    checkCodex("websocket");
  }

  @Test
  void codex_withItsOwnModelWhoseToolsAreAScript_isToldAsTheModelSentIt() throws Exception {
    codex();
    checkCodex("websocket");
    assertThat(call().name()).isEqualTo("exec");
    assertThat(call().arguments()).contains("tools.exec_command(");
  }

  @Test
  void codex_whoseWebSocketIsRefused_isToldAsTheModelSentItOverEvents() throws Exception {
    model.refuseSockets();
    codex("-m", "gpt-5.2-codex");
    checkCodex("sse");
  }

  private void codex(String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Prerequisite.codex().toString(), "exec"));
    command.addAll(List.of(more));
    command.add("--skip-git-repo-check");
    command.add("--dangerously-bypass-approvals-and-sandbox");
    command.add(PROMPT);
    run(CODEX_KEYS, command.toArray(String[]::new));
  }

  private void checkCodex(String transport) throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      check(cairn, "codex");
      List<Map<String, Object>> carried =
          cairn.rows("select distinct status from exchanges where provider_message_id is not null");
      assertThat(carried)
          .extracting(row -> row.get("status").toString())
          .containsExactly(transport.equals("websocket") ? "101" : "200");
    }
  }

  private void run(Map<String, String> environment, String... agent)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("TERM", "dumb");
    List<String> arguments = new ArrayList<>(List.of("run", "--"));
    arguments.addAll(List.of(agent));
    Process process =
        RunningCairn.command(home, all, arguments.toArray(String[]::new))
            .directory(project.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).contains(Scripts.TOOL_CALL_ANSWER);
  }

  private List<Sent> sent() {
    return model.sent().stream()
        .filter(answer -> answer.status() < 300 && !answer.messageId().isEmpty())
        .filter(answer -> !answer.text().isEmpty() || !answer.toolCalls().isEmpty())
        .toList();
  }

  private Sent.ToolCall call() {
    return sent().stream().flatMap(answer -> answer.toolCalls().stream()).findFirst().orElseThrow();
  }

  private void check(RunningCairn cairn, String agent) throws IOException {
    assertThat(sent()).hasSizeGreaterThanOrEqualTo(2);
    RecordedAgent recorded = new RecordedAgent(cairn, agent);
    for (Sent answer : sent()) {
      recorded.checkAnswer(answer);
    }
    recorded.checkCall(call(), "the trail goes on");
    recorded.checkSession(project, "trail");
    recorded.checkWords(PROMPT);
    checkNoSecrets();
  }

  /** The keys of the environment stand in no file of Cairn. */
  private void checkNoSecrets() throws IOException {
    try (Stream<Path> files =
        Stream.of("recordings", "lake", "positions", "out.log", "server.json")
            .map(home::resolve)
            .filter(Files::exists)
            .flatMap(RealAgentsTest::walk)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text.contains(SECRET)).as("a key in " + file).isFalse();
      }
    }
  }

  private static Stream<Path> walk(Path root) {
    try {
      return Files.walk(root);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
