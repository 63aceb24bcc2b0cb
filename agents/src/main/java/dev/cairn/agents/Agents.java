package dev.cairn.agents;

import dev.cairn.agents.claude.ClaudeCode;
import dev.cairn.agents.codex.Codex;
import dev.cairn.trail.Agent;
import java.util.List;
import java.util.Locale;

/** The coding agents that Cairn knows. */
public final class Agents {
  private static final List<Agent> ALL = List.of(new ClaudeCode(), new Codex());
  private static final Agent ANY_COMMAND = new AnyCommand();

  private Agents() {}

  /** All of them, in the order in which they are asked whose a request is. */
  public static List<Agent> all() {
    return ALL;
  }

  /**
   * The agent that a command starts; one that knows only the usual variables where the command is
   * not known.
   *
   * @param program a name or a path: {@code claude}, {@code /usr/bin/codex}, {@code codex.exe}
   */
  public static Agent launching(String program) {
    String name = commandName(program);
    return ALL.stream()
        .filter(agent -> agent.commands().contains(name))
        .findFirst()
        .orElse(ANY_COMMAND);
  }

  private static String commandName(String program) {
    int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
    String name = program.substring(slash + 1).toLowerCase(Locale.ROOT);
    for (String suffix : List.of(".exe", ".cmd", ".bat")) {
      if (name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }
}
