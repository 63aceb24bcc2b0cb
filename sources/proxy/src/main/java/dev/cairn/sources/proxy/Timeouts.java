package dev.cairn.sources.proxy;

import dev.cairn.kernel.Section;
import java.time.Duration;

/**
 * How long the proxy waits.
 *
 * @param connect for a connection to an upstream
 * @param idle for any byte of an exchange in either direction; models may think for minutes
 * @param overall for a whole exchange; zero is for ever
 * @param drain for open exchanges when the proxy stops
 */
public record Timeouts(Duration connect, Duration idle, Duration overall, Duration drain) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ZERO, Duration.ofSeconds(5));

  static Timeouts from(Section section, Duration drain) {
    Timeouts timeouts =
        new Timeouts(
            section.duration("connect", DEFAULT.connect),
            section.duration("idle", DEFAULT.idle),
            section.duration("overall", DEFAULT.overall),
            drain);
    if (timeouts.connect.isZero()) {
      section.problem("connect", "must be longer than 0ms, was 0ms");
    }
    section.finish();
    return timeouts;
  }
}
