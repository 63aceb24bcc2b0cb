package dev.cairn.trail;

import java.time.Duration;

/** What became of records that were handed downstream, told by what the giver may do next. */
public sealed interface Outcome {
  /** They are durable; only now may anything be acknowledged. */
  record Delivered() implements Outcome {
    public static final Delivered DELIVERED = new Delivered();
  }

  /**
   * None of them was kept; the same records may be offered again.
   *
   * @param reason a sentence for a person
   * @param after how long to wait before
   */
  record Retry(String reason, Duration after) implements Outcome {}

  /**
   * None of them was kept, and offering them again cannot help.
   *
   * @param reason a sentence for a person
   */
  record Refused(String reason) implements Outcome {}
}
