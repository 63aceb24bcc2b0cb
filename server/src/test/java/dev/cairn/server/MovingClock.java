package dev.cairn.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on like any other, from wherever it was set. */
final class MovingClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  void set(String instant) {
    ahead = Duration.between(Instant.now(), Instant.parse(instant));
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(Clock.system(zone), ahead);
  }
}
