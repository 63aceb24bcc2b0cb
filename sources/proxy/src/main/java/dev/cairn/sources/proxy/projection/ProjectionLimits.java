package dev.cairn.sources.proxy.projection;

import dev.cairn.kernel.Section;
import java.time.Duration;

/**
 * What projecting the proxy's records may hold in memory.
 *
 * @param openBytes bytes of records held for all open exchanges together; one may hold half of it
 * @param openExchanges how many exchanges may be open
 * @param openAge how long an open exchange may stay silent, by the times in the records
 * @param cellBytes bytes of a body or of the events of a stream in a row
 */
public record ProjectionLimits(
    long openBytes, int openExchanges, Duration openAge, long cellBytes) {

  public static final ProjectionLimits DEFAULT =
      new ProjectionLimits(80L << 20, 10_000, Duration.ofHours(24), 16L << 20);

  public ProjectionLimits {
    require(openBytes > 0, "open_bytes must be positive, was " + openBytes);
    require(openExchanges > 0, "open_exchanges must be positive, was " + openExchanges);
    require(openAge.isPositive(), "open_age must be positive, was " + openAge);
    require(cellBytes > 0, "cell_bytes must be positive, was " + cellBytes);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** Reads {@code open_bytes}, {@code open_exchanges}, {@code open_age}, {@code cell_bytes}. */
  public static ProjectionLimits from(Section section) {
    ProjectionLimits limits =
        new ProjectionLimits(
            positive(section, "open_bytes", section.bytes("open_bytes", DEFAULT.openBytes)),
            (int) section.integer("open_exchanges", DEFAULT.openExchanges, 1, 10_000_000),
            age(section),
            positive(section, "cell_bytes", section.bytes("cell_bytes", DEFAULT.cellBytes)));
    section.finish();
    return limits;
  }

  private static long positive(Section section, String key, long value) {
    if (value <= 0) {
      section.problem(key, "must be positive, was " + value);
      return 1;
    }
    return value;
  }

  private static Duration age(Section section) {
    Duration age = section.duration("open_age", DEFAULT.openAge);
    if (!age.isPositive()) {
      section.problem("open_age", "must be positive, was " + age.toMillis() + "ms");
      return DEFAULT.openAge;
    }
    return age;
  }
}
