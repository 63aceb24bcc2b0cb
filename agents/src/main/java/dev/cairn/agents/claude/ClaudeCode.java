package dev.cairn.agents.claude;

import dev.cairn.trail.Agent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Claude Code, known by its user agent and the headers it sends to any gateway. */
public final class ClaudeCode implements Agent {
  private static final String SESSION = "x-claude-code-session-id";

  /** Sent by sub-agents, which speak within the session of the agent that started them. */
  private static final List<String> SUB_AGENT =
      List.of("x-claude-code-agent-id", "x-claude-code-parent-agent-id");

  private static final Pattern USER_AGENT = Pattern.compile("claude-cli/([^\\s()]+).*");

  @Override
  public String name() {
    return "claude-code";
  }

  @Override
  public List<String> commands() {
    return List.of("claude");
  }

  /**
   * A session that only the body names is left to the reader of the body, which reads it for every
   * client of the same API.
   */
  @Override
  public Optional<Sighting> recognise(Request request) {
    Map<String, String> headers = request.headers();
    String session = headers.get(SESSION);
    Matcher userAgent = USER_AGENT.matcher(headers.getOrDefault("user-agent", ""));
    boolean known = userAgent.matches();
    if (!known && session == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Sighting(
            session == null || session.isBlank() ? null : session,
            null,
            known ? userAgent.group(1) : null,
            SUB_AGENT.stream().anyMatch(headers::containsKey)));
  }

  @Override
  public Launch launch(List<String> command, String proxy) {
    return new Launch(List.copyOf(command), Map.of("ANTHROPIC_BASE_URL", proxy));
  }
}
