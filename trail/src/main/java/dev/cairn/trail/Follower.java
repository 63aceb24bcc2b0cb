package dev.cairn.trail;

import dev.cairn.kernel.Component;
import dev.cairn.kernel.Report;
import java.time.Duration;

/** A reader of the journal at its own pace, with a durable position. */
public interface Follower extends Component, Report.Reporting {
  /** Its name in positions, metrics and {@code cairn status}. */
  String name();

  /** Bytes of the journal that it has still to read. */
  long lagBytes();

  /**
   * Waits until everything that was durable at the call has been followed.
   *
   * @return false when the time ran out before
   */
  boolean awaitCaughtUp(Duration atMost);
}
