package dev.cairn.testing;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted model does for one request.
 *
 * @param steps in order; none is a billed reply without content
 * @param tokens what the reply is billed for; null counts the bytes
 * @param pace the pause between two events of a stream
 * @param gzip whether the reply is gzipped, streams too
 */
public record Turn(List<Step> steps, @Nullable Tokens tokens, Duration pace, boolean gzip) {
  public Turn {
    steps = List.copyOf(steps);
  }

  /** The failure that this turn is, or null. */
  Step.@Nullable Fail failure() {
    return !steps.isEmpty() && steps.getFirst() instanceof Step.Fail fail ? fail : null;
  }

  public static Turn of(Step... steps) {
    return new Turn(List.of(steps), null, Duration.ZERO, false);
  }

  public Turn costing(Tokens billed) {
    return new Turn(steps, billed, pace, gzip);
  }

  public Turn paced(Duration pause) {
    return new Turn(steps, tokens, pause, gzip);
  }

  public Turn gzipped() {
    return new Turn(steps, tokens, pace, true);
  }
}
