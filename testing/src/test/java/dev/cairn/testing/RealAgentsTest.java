package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real agents against the scripted model, offline, in an empty home. */
class RealAgentsTest {
  private static final String WORDS = "Please " + Scripts.TOOL_CALL_WORDS;

  @TempDir private Path home;

  private String run(Map<String, String> environment, List<String> command) throws Exception {
    File output = home.resolve("output.txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(home.resolve("work")).toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    return text;
  }

  private static void assertToolCallPlayed(Staged staged, String output) {
    assertThat(output).contains(Scripts.TOOL_CALL_ANSWER);
    List<Sent> sent = staged.model.sent().stream().filter(each -> !each.text().isEmpty()).toList();
    assertThat(sent).hasSize(2).allMatch(Sent::complete);
    assertThat(sent.getFirst().toolCalls()).hasSize(1);
    assertThat(sent.getLast().body())
        .contains(sent.getFirst().toolCalls().getFirst().id(), "the trail goes on");
  }

  @Test
  void claudeCode_toolCall_runsItAndReportsBack() throws Exception {
    Path claude = Prerequisite.claudeCode();
    try (Staged staged = new Staged(Scripts.toolCall())) {
      String output =
          run(
              Map.of(
                  "ANTHROPIC_BASE_URL", staged.model.baseUrl(),
                  "ANTHROPIC_API_KEY", "sk-ant-made-up",
                  "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                  "IS_SANDBOX", "1"),
              List.of(claude.toString(), "-p", WORDS, "--allowedTools", "Bash"));
      assertToolCallPlayed(staged, output);
    }
  }

  @Test
  void codex_toolCallOverHttp_runsItAndReportsBack() throws Exception {
    codex("");
  }

  @Test
  void codex_toolCallOverWebSocket_runsItAndReportsBack() throws Exception {
    codex(",supports_websockets=true");
  }

  private void codex(String more) throws Exception {
    Path codex = Prerequisite.codex();
    try (Staged staged = new Staged(Scripts.toolCall())) {
      String provider =
          "model_providers.cairn={name=\"cairn\",base_url=\"%s/v1\",wire_api=\"responses\",env_key=\"MADE_UP_KEY\"%s}"
              .formatted(staged.model.baseUrl(), more);
      List<String> command = new ArrayList<>(List.of(codex.toString(), "exec"));
      command.add("--skip-git-repo-check");
      command.add("--dangerously-bypass-approvals-and-sandbox");
      command.addAll(List.of("-c", provider, "-c", "model_provider=cairn"));
      command.addAll(List.of("-m", "gpt-5.2-codex", WORDS));
      assertToolCallPlayed(staged, run(Map.of("MADE_UP_KEY", "sk-made-up"), command));
    }
  }
}
