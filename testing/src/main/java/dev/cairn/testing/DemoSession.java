package dev.cairn.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One session of the demo: what the person says, what the model does, what the tools give.
 *
 * @param agent who plays it
 * @param folder where the agent works
 * @param branch of that folder
 * @param model which model is asked
 * @param prompts what the person says, in order
 * @param failures how often the first request fails before it is answered
 */
record DemoSession(
    Agent agent, String folder, String branch, String model, List<Prompt> prompts, int failures) {
  /** Who plays a session. */
  enum Agent {
    CLAUDE_CODE,
    CODEX,
    PLAIN_CHAT
  }

  /** What a person says, and the replies up to the one that calls no tool. */
  record Prompt(String words, List<Exchange> exchanges) {
    static Prompt of(String words, Exchange... exchanges) {
      return new Prompt(words, List.of(exchanges));
    }
  }

  /** One reply, and what its tool calls give. */
  record Exchange(Turn turn, List<Result> results) {}

  /** What a tool gave. */
  record Result(String text, boolean error) {}

  /** The script of this session alone. */
  Script script() {
    List<Turn> turns = new ArrayList<>();
    prompts.forEach(prompt -> prompt.exchanges().forEach(each -> turns.add(each.turn())));
    Script script = Script.of(new Scene(firstWords(), turns));
    return failures == 0 ? script : script.failingFirst(failures, Step.Fail.overloaded());
  }

  String firstWords() {
    return prompts.getFirst().words();
  }

  /** The session's id, the same for the same seed. */
  String id(String seed) {
    return UUID.nameUUIDFromBytes((seed + firstWords()).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
