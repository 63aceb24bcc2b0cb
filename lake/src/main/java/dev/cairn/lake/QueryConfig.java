package dev.cairn.lake;

import dev.cairn.kernel.Section;
import dev.cairn.trail.Questions;
import java.time.Duration;

/**
 * What questions may take together and each of them alone.
 *
 * @param timeLimit how long one question may run, its rows being read included
 * @param memory bytes of memory for the data of all questions that run
 * @param spill bytes of temporary files for what does not fit into {@code memory}
 * @param rows how many rows one answer may have
 * @param concurrency how many questions run at a time
 * @param waiting how long a question waits for its turn
 * @param threads threads of the engine, shared by all questions
 */
public record QueryConfig(
    Duration timeLimit,
    long memory,
    long spill,
    long rows,
    int concurrency,
    Duration waiting,
    int threads) {

  /** 30 s, 512 MiB and 2 GiB of temporary files, a million rows, four questions at a time. */
  public static final QueryConfig DEFAULT =
      new QueryConfig(
          Duration.ofSeconds(30), 512L << 20, 2L << 30, 1_000_000, 4, Duration.ofSeconds(10), 2);

  private static final long LEAST_MEMORY = 32L << 20;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Reads the section {@code query}. */
  public static QueryConfig from(Section section) {
    section.ignored("cache", "is not needed any more: answers are always fresh");
    QueryConfig config =
        new QueryConfig(
            duration(section, "time_limit", DEFAULT.timeLimit),
            memory(section),
            section.bytes("spill", DEFAULT.spill),
            section.integer("rows", DEFAULT.rows, 1, 1_000_000_000),
            (int) section.integer("concurrency", DEFAULT.concurrency, 1, 256),
            duration(section, "wait", DEFAULT.waiting),
            (int) section.integer("threads", DEFAULT.threads, 1, 1024));
    section.finish();
    return config;
  }

  /** What a question may take that does not ask for less. */
  public Questions.Limits limits() {
    return new Questions.Limits(rows, timeLimit);
  }

  private static Duration duration(Section section, String key, Duration otherwise) {
    Duration value = section.duration(key, otherwise);
    if (value.isZero() || value.compareTo(LONGEST) > 0) {
      section.problem(key, "must be from 1ms to 1d, was " + value);
      return otherwise;
    }
    return value;
  }

  private static long memory(Section section) {
    long value = section.bytes("memory", DEFAULT.memory);
    if (value < LEAST_MEMORY) {
      section.problem("memory", "must be at least 32MiB, was " + value + " bytes");
      return DEFAULT.memory;
    }
    return value;
  }
}
