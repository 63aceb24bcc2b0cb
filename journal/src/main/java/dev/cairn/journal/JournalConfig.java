package dev.cairn.journal;

import dev.cairn.kernel.Section;
import java.time.Duration;

/**
 * How a journal keeps its records.
 *
 * @param buffer bytes of records that may wait for the disk; also the most that one append may hold
 * @param compress whether closed days are compressed
 * @param compressAfter how long after the end of a day
 * @param compressLevel level of zstd, 1 to 19
 * @param retentionDays how many days before today are kept; 0 for all
 * @param retentionBytes how many bytes on disk are kept, the current days not deleted; 0 for all
 * @param retryAfter how long the journal waits after a failed write, and tells others to wait
 */
public record JournalConfig(
    long buffer,
    boolean compress,
    Duration compressAfter,
    int compressLevel,
    int retentionDays,
    long retentionBytes,
    Duration retryAfter) {
  /** What holds without configuration: everything is kept for ever. */
  public static final JournalConfig DEFAULT =
      new JournalConfig(64L << 20, true, Duration.ofMinutes(10), 3, 0, 0, Duration.ofSeconds(1));

  private static final long LEAST_BUFFER = 1L << 20;
  private static final long MOST_BUFFER = 1L << 30;

  public JournalConfig {
    if (buffer < LEAST_BUFFER || buffer > MOST_BUFFER) {
      throw new IllegalArgumentException("buffer must be 1MiB to 1GiB, was " + buffer + " bytes");
    }
    if (compressLevel < 1 || compressLevel > 19) {
      throw new IllegalArgumentException("compress_level must be 1 to 19, was " + compressLevel);
    }
    if (retentionDays < 0 || retentionBytes < 0) {
      throw new IllegalArgumentException("retention must not be negative");
    }
    if (retryAfter.isZero() || retryAfter.isNegative()) {
      throw new IllegalArgumentException("retry_after must be positive, was " + retryAfter);
    }
  }

  /** Reads the section {@code journal}. */
  public static JournalConfig from(Section section) {
    JournalConfig config =
        new JournalConfig(
            buffer(section),
            section.flag("compress", DEFAULT.compress),
            section.duration("compress_after", DEFAULT.compressAfter),
            (int) section.integer("compress_level", DEFAULT.compressLevel, 1, 19),
            (int) section.integer("retention_days", DEFAULT.retentionDays, 0, 36_500),
            section.bytes("retention_bytes", DEFAULT.retentionBytes),
            retryAfter(section));
    section.finish();
    return config;
  }

  private static long buffer(Section section) {
    long bytes = section.bytes("buffer", DEFAULT.buffer);
    if (bytes >= LEAST_BUFFER && bytes <= MOST_BUFFER) {
      return bytes;
    }
    section.problem("buffer", "must be 1MiB to 1GiB, was " + bytes + " bytes");
    return DEFAULT.buffer;
  }

  private static Duration retryAfter(Section section) {
    Duration pause = section.duration("retry_after", DEFAULT.retryAfter);
    if (pause.isPositive()) {
      return pause;
    }
    section.problem("retry_after", "must be longer than nothing");
    return DEFAULT.retryAfter;
  }
}
