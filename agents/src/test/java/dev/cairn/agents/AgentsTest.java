package dev.cairn.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trail.Agent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentsTest {
  @Test
  void all_namesAreThoseOfTheColumn() {
    assertThat(Agents.all()).extracting(Agent::name).containsExactly("claude-code", "codex");
  }

  @Test
  void launching_pathOrSuffix_picksByCommandName() {
    assertThat(Agents.launching("claude").name()).isEqualTo("claude-code");
    assertThat(Agents.launching("/opt/bin/codex").name()).isEqualTo("codex");
    assertThat(Agents.launching("C:\\tools\\Codex.exe").name()).isEqualTo("codex");
    assertThat(Agents.launching("claude-trace").name()).isEqualTo("command");
  }

  @Test
  void launch_anyCommand_setsBothAddressesAndLeavesTheCommand() {
    List<String> command = List.of("aider", "--model", "sonnet");
    Agent.Launch launch = Agents.launching("aider").launch(command, "http://127.0.0.1:8787");
    assertThat(launch.command()).isEqualTo(command);
    assertThat(launch.environment())
        .containsOnly(
            java.util.Map.entry("ANTHROPIC_BASE_URL", "http://127.0.0.1:8787"),
            java.util.Map.entry("OPENAI_BASE_URL", "http://127.0.0.1:8787/v1"));
  }
}
