package dev.cairn.agents.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trail.Agent;
import dev.cairn.trail.Agent.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodexTest {
  private static final String USER_AGENT =
      "codex_exec/0.169.0 (Debian 12.0.0; x86_64) xterm (codex_exec; 0.169.0)";

  @TempDir Path home;

  @Test
  void recognise_headers_tellSessionAndVersion() {
    var request =
        new Agent.Request(
            Map.of("user-agent", USER_AGENT, "session-id", "01a1", "thread-id", "01a1"), Map.of());
    assertThat(codex().recognise(request)).contains(new Sighting("01a1", null, "0.169.0", false));
  }

  @Test
  void recognise_threadOfItsOwn_isSidechainOfItsParent() {
    var request =
        new Agent.Request(
            Map.of("originator", "codex_cli_rs", "session-id", "01a1", "thread-id", "02b2"),
            Map.of());
    assertThat(codex().recognise(request)).contains(new Sighting("02b2", "01a1", null, true));
  }

  @Test
  void recognise_turnMetadataOnly_tellsSession() {
    var request =
        new Agent.Request(
            Map.of("x-codex-turn-metadata", "{\"session_id\":\"01a1\",\"turn_id\":\"t\"}"),
            Map.of());
    assertThat(codex().recognise(request)).contains(new Sighting("01a1", null, null, false));
  }

  @Test
  void recognise_bodyOfAWebSocket_tellsSession() {
    var metadata = Map.<String, Object>of("session_id", "01a1", "thread_id", "01a1");
    var request =
        new Agent.Request(Map.of("originator", "codex_exec"), Map.of("client_metadata", metadata));
    assertThat(codex().recognise(request)).contains(new Sighting("01a1", null, null, false));
  }

  @Test
  void recognise_cacheKeyOnly_isTheSession() {
    var request =
        new Agent.Request(
            Map.of("user-agent", USER_AGENT), Map.<String, Object>of("prompt_cache_key", "01a1"));
    assertThat(codex().recognise(request)).contains(new Sighting("01a1", null, "0.169.0", false));
  }

  @Test
  void recognise_otherClient_isEmpty() {
    assertThat(codex().recognise(new Agent.Request(Map.of("session-id", "s"), Map.of()))).isEmpty();
  }

  @Test
  void launch_key_movesTheBuiltInProvider() {
    Agent.Launch launch = codex().launch(List.of("codex", "exec", "hi"), "http://127.0.0.1:8787");
    assertThat(launch.command())
        .containsExactly(
            "codex", "-c", "openai_base_url=\"http://127.0.0.1:8787/v1\"", "exec", "hi");
    assertThat(launch.environment()).isEmpty();
  }

  @Test
  void launch_chatGptLogin_keepsItsBackend() throws IOException {
    Files.writeString(home.resolve("auth.json"), "{\"auth_mode\": \"chatgpt\", \"tokens\": {}}");
    Agent.Launch launch = codex().launch(List.of("codex"), "http://127.0.0.1:8787");
    assertThat(launch.command())
        .containsExactly(
            "codex", "-c", "openai_base_url=\"http://127.0.0.1:8787/backend-api/codex\"");
    assertThat(Files.list(home)).hasSize(1);
  }

  private Codex codex() {
    return new Codex(home);
  }
}
