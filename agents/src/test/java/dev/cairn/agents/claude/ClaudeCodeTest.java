package dev.cairn.agents.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trail.Agent;
import dev.cairn.trail.Agent.Sighting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaudeCodeTest {
  private final ClaudeCode claude = new ClaudeCode();

  @Test
  void recognise_mainAgent_tellsSessionAndVersion() {
    var request =
        request(
            Map.of(
                "user-agent", "claude-cli/2.1.328 (external, sdk-cli)",
                "x-claude-code-session-id", "5e1f"));
    assertThat(claude.recognise(request)).contains(new Sighting("5e1f", null, "2.1.328", false));
  }

  @Test
  void recognise_subAgent_isSidechainOfTheSameSession() {
    var request =
        request(Map.of("x-claude-code-session-id", "5e1f", "x-claude-code-agent-id", "a1"));
    assertThat(claude.recognise(request)).contains(new Sighting("5e1f", null, null, true));
  }

  @Test
  void recognise_versionWithoutMore_isTold() {
    var request = request(Map.of("user-agent", "claude-cli/1.0.3"));
    assertThat(claude.recognise(request)).contains(new Sighting(null, null, "1.0.3", false));
  }

  @Test
  void recognise_otherClient_isEmpty() {
    assertThat(claude.recognise(request(Map.of("user-agent", "curl/8")))).isEmpty();
  }

  @Test
  void launch_setsTheAddressOnly() {
    Agent.Launch launch = claude.launch(List.of("claude", "-p", "hi"), "http://127.0.0.1:8787");
    assertThat(launch.command()).containsExactly("claude", "-p", "hi");
    assertThat(launch.environment())
        .containsOnly(Map.entry("ANTHROPIC_BASE_URL", "http://127.0.0.1:8787"));
  }

  private static Agent.Request request(Map<String, String> headers) {
    return new Agent.Request(headers, Map.of());
  }
}
