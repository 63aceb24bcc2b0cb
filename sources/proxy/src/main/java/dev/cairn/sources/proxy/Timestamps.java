package dev.cairn.sources.proxy;

import java.time.Clock;
import java.time.Instant;

/** ISO-8601 texts of now, in UTC with microseconds. Not thread-safe. */
final class Timestamps {
  private final Clock clock;
  private long second = Long.MIN_VALUE;
  private String upToSecond = "";

  Timestamps(Clock clock) {
    this.clock = clock;
  }

  String now() {
    Instant instant = clock.instant();
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      String text = Instant.ofEpochSecond(second).toString();
      upToSecond = text.substring(0, text.length() - 1) + ".";
    }
    int micros = instant.getNano() / 1000;
    StringBuilder text = new StringBuilder(27).append(upToSecond);
    for (int unit = 100_000; unit > 0; unit /= 10) {
      text.append((char) ('0' + micros / unit % 10));
    }
    return text.append('Z').toString();
  }
}
