package dev.cairn.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides what a scripted model does. */
@FunctionalInterface
public interface Script {
  /** The turn for a request. */
  Turn turn(Asked asked);

  /** This script, after the first requests have failed. */
  default Script failingFirst(int times, Step.Fail failure) {
    AtomicInteger left = new AtomicInteger(times);
    return asked -> left.getAndDecrement() > 0 ? Turn.of(failure) : turn(asked);
  }

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
