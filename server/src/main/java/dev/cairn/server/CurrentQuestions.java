package dev.cairn.server;

import dev.cairn.trail.Questions;
import java.util.List;
import java.util.function.Supplier;

/** Questions to whatever engine is in place when they are asked. */
final class CurrentQuestions implements Questions {
  private final Supplier<? extends Questions> current;

  CurrentQuestions(Supplier<? extends Questions> current) {
    this.current = current;
  }

  @Override
  public Answer ask(Question question) {
    return current.get().ask(question);
  }

  @Override
  public List<Table> catalog() {
    return current.get().catalog();
  }
}
