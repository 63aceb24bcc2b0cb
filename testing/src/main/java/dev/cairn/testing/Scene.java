package dev.cairn.testing;

import java.util.List;

/**
 * What a scripted model does in a conversation whose words contain something.
 *
 * @param words what a user message of the conversation must contain; empty is any
 * @param turns the first for a conversation without replies, the next for one with one reply, and
 *     so on; the last is repeated
 */
public record Scene(String words, List<Turn> turns) {
  public Scene {
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("the scene \"" + words + "\" has no turn");
    }
  }

  public static Scene when(String words, Turn... turns) {
    return new Scene(words, List.of(turns));
  }

  Turn turn(int replies) {
    return turns.get(Math.min(replies, turns.size() - 1));
  }
}
