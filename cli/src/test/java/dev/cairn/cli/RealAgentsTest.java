package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.Prerequisite;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Scripts;
import dev.cairn.testing.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Claude Code and Codex, started by {@code cairn run}, before a scripted model. */
class RealAgentsTest {
  private static final String PROMPT =
      "Please " + Scripts.TOOL_CALL_WORDS + " and tell me what it said.";

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
    try (RunningCairn cairn = RunningCairn.up(home)) {
      assertThat(
              run(
                  Map.of(
                      "ANTHROPIC_API_KEY",
                      "sk-ant-made-up-for-a-test",
                      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
                      "1",
                      "IS_SANDBOX",
                      "1"),
                  claude,
                  "-p",
                  PROMPT,
                  "--allowedTools",
                  "Bash"))
          .contains(Scripts.TOOL_CALL_ANSWER);
      check(cairn, "claude-code");
      assertThat(Files.readString(recording())).doesNotContain("made-up-for-a-test");
    }
  }

  @Test
  void codex_withServerOfItsOwn_isToldAsTheModelSentIt() throws Exception {
    String codex = Prerequisite.codex().toString();
    assertThat(
            run(
                Map.of(
                    "CODEX_API_KEY",
                    "sk-made-up-for-a-test",
                    "OPENAI_API_KEY",
                    "sk-made-up-for-a-test"),
                codex,
                "exec",
                "-m",
                "gpt-5.2-codex",
                "--skip-git-repo-check",
                "--dangerously-bypass-approvals-and-sandbox",
                PROMPT))
        .contains(Scripts.TOOL_CALL_ANSWER);
    try (RunningCairn cairn = RunningCairn.up(home)) {
      check(cairn, "codex");
    }
  }

  private String run(Map<String, String> environment, String... agent)
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
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  /** Words, usage, tool call and result in SQL are what the model sent. */
  private void check(RunningCairn cairn, String agent) {
    List<Sent> sent =
        model.sent().stream()
            .filter(answer -> answer.status() < 300 && !answer.messageId().isEmpty())
            .toList();
    assertThat(sent).hasSizeGreaterThanOrEqualTo(2);
    cairn.awaitNumber(
        "select count(distinct provider_message_id) from messages where role = 'assistant'",
        sent.size());
    for (Sent answer : sent) {
      checkAnswer(cairn, agent, answer);
    }
    Sent.ToolCall call =
        sent.stream().flatMap(answer -> answer.toolCalls().stream()).findFirst().orElseThrow();
    Map<String, Object> row =
        cairn.rows("select * from tool_calls where tool_use_id = '" + call.id() + "'").getFirst();
    assertThat(row)
        .containsEntry("tool_name", call.name())
        .containsEntry("tool_status", "success")
        .containsEntry("agent", agent);
    assertThat((String) row.get("result_text")).contains("the trail goes on");
    Map<String, Object> session = cairn.rows("select * from sessions").getFirst();
    assertThat(session)
        .containsEntry("cwd", project.toString())
        .containsEntry("git_branch", "trail")
        .containsEntry("agent", agent);
    assertThat(
            cairn.rows(
                "select content_text from messages where role = 'user' and content_text like '%"
                    + Scripts.TOOL_CALL_WORDS
                    + "%'"))
        .hasSize(1);
  }

  private static void checkAnswer(RunningCairn cairn, String agent, Sent answer) {
    List<Map<String, Object>> parts =
        cairn.rows(
            "select * from messages where provider_message_id = '"
                + answer.messageId()
                + "' order by part");
    assertThat(parts).as(answer.messageId()).isNotEmpty();
    Map<String, Object> first = parts.getFirst();
    assertThat(first).containsEntry("agent", agent);
    assertThat(((Number) first.get("output_tokens")).longValue())
        .isEqualTo(answer.tokens().output());
    assertThat(((Number) first.get("input_tokens")).longValue()).isEqualTo(answer.tokens().input());
    String text =
        String.join(
            "",
            parts.stream()
                .filter(part -> "text".equals(part.get("part_type")))
                .map(part -> (String) part.get("content_text"))
                .toList());
    assertThat(text).isEqualTo(answer.text());
    assertThat(
            parts.stream()
                .filter(part -> "tool_call".equals(part.get("part_type")))
                .map(part -> part.get("tool_use_id")))
        .isEqualTo(answer.toolCalls().stream().map(Sent.ToolCall::id).toList());
  }

  private Path recording() throws IOException {
    try (var files = Files.walk(home.resolve("recordings"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }
}
