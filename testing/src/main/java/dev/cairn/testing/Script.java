package dev.cairn.testing;

import java.util.List;

/** Decides what a scripted model does. */
@FunctionalInterface
public interface Script {
  /** The turn for a request. */
  Turn turn(Asked asked);

  /** The first scene whose words the conversation contains; without one, a polite nothing. */
  static Script of(Scene... scenes) {
    return of(List.of(scenes));
  }

  /** The first scene whose words the conversation contains; without one, a polite nothing. */
  static Script of(List<Scene> scenes) {
    List<Scene> fixed = List.copyOf(scenes);
    return asked ->
        fixed.stream()
            .filter(scene -> asked.contains(scene.words()))
            .findFirst()
            .map(scene -> scene.turn(asked.replies()))
            .orElseGet(() -> Turn.of(new Step.Say("There is nothing to do here.")));
  }
}
