package dev.cairn.testing;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Ready scripts. */
public final class Scripts {
  /** What a person must say for {@link #toolCall()} to call its tool. */
  public static final String TOOL_CALL_WORDS = "run the greeting";

  /** The command that {@link #toolCall()} runs. */
  public static final String TOOL_CALL_COMMAND = "echo the trail goes on";

  /** The last words of {@link #toolCall()}. */
  public static final String TOOL_CALL_ANSWER = "The greeting said: the trail goes on.";

  private Scripts() {}

  /** Thinks, runs one command by the agent's shell tool, and after its result says what it saw. */
  public static Script toolCall() {
    return Script.of(
        Scene.when(
            TOOL_CALL_WORDS,
            Turn.of(
                    new Step.Think("A greeting is wanted. One command does it."),
                    new Step.Say("I run the greeting."),
                    new Step.Shell(TOOL_CALL_COMMAND, "Prints the greeting"))
                .costing(new Tokens(3, 1200, 340, 25, 61, 11))
                .paced(Duration.ofMillis(2)),
            Turn.of(new Step.Say(TOOL_CALL_ANSWER))
                .costing(new Tokens(7, 1565, 96, 0, 14, 0))
                .paced(Duration.ofMillis(2))));
  }

  /** Answers the sessions of {@link DemoAgents}; one is turned away once before it is served. */
  public static Script demo() {
    Map<String, Script> scripts =
        DemoSessions.all().stream()
            .collect(Collectors.toMap(DemoSession::firstWords, DemoSession::script));
    Script otherwise = Script.of();
    return asked ->
        scripts.keySet().stream()
            .filter(asked::contains)
            .findFirst()
            .map(scripts::get)
            .orElse(otherwise)
            .turn(asked);
  }
}
