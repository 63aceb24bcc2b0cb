package dev.cairn.lake;

import dev.cairn.kernel.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the lake is written: the section {@code lake} of the configuration.
 *
 * @param dir the folder that holds tables, catalog and micro-files; absolute
 * @param flushAfter how long the first waiting row waits before it can be asked for
 * @param flushBytes how many bytes of rows may wait in memory before they are written earlier
 * @param commitEvery how often micro-files become files of the Iceberg tables
 * @param commitBytes how many uncompressed bytes of micro-files make it earlier; what is sorted at
 *     once, so it bounds memory
 * @param memory what the writing DuckDB may take
 * @param threads how many threads it uses
 * @param snapshotRetention how long a snapshot of a table can still be read by other engines
 * @param compactAt when closed days are compacted, UTC
 * @param compactFiles how many files of an open day are merged before it is closed
 */
public record LakeConfig(
    Path dir,
    Duration flushAfter,
    long flushBytes,
    Duration commitEvery,
    long commitBytes,
    long memory,
    int threads,
    Duration snapshotRetention,
    LocalTime compactAt,
    int compactFiles) {

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final long MIB = 1L << 20;

  public LakeConfig {
    if (!dir.isAbsolute()) {
      throw new IllegalArgumentException("lake.dir must be absolute, was " + dir);
    }
  }

  /** The defaults, in this folder. */
  public static LakeConfig in(Path dir) {
    return new LakeConfig(
        dir.toAbsolutePath().normalize(),
        Duration.ofMillis(300),
        12 * MIB,
        Duration.ofMinutes(1),
        48 * MIB,
        512 * MIB,
        2,
        Duration.ofMinutes(15),
        LocalTime.of(3, 30),
        60);
  }

  /**
   * Reads the section.
   *
   * @param dir the folder when the section names none
   */
  public static LakeConfig from(Section section, Path dir) {
    String named = section.optionalText("dir");
    LakeConfig defaults = in(named == null ? dir : Path.of(named));
    LakeConfig config =
        new LakeConfig(
            defaults.dir,
            section.duration("flush_after", defaults.flushAfter),
            bytes(section, "flush_bytes", defaults.flushBytes, MIB, 64 * MIB),
            section.duration("commit_every", defaults.commitEvery),
            bytes(section, "commit_bytes", defaults.commitBytes, MIB, 128 * MIB),
            bytes(section, "memory", defaults.memory, 128 * MIB, (1L << 20) * MIB),
            (int) section.integer("threads", defaults.threads, 1, 256),
            section.duration("snapshot_retention", defaults.snapshotRetention),
            time(section, "compact_at", defaults.compactAt),
            (int) section.integer("compact_files", defaults.compactFiles, 2, 10_000));
    section.finish();
    return config;
  }

  private static long bytes(Section section, String key, long otherwise, long least, long most) {
    long value = section.bytes(key, otherwise);
    if (value < least || value > most) {
      section.problem(key, "must be from " + least + " to " + most + " bytes, was " + value);
      return otherwise;
    }
    return value;
  }

  private static LocalTime time(Section section, String key, LocalTime otherwise) {
    @Nullable String value =
        section.optionalText(key, text -> TIME.matcher(text).matches(), "a time such as 03:30");
    return value == null ? otherwise : LocalTime.parse(value);
  }

  /** The files of the Iceberg tables, a folder each. */
  Path tables() {
    return dir.resolve("tables");
  }

  /** Parquet files that are not committed yet; they are made again from the journal. */
  Path micro() {
    return dir.resolve("micro");
  }

  /** What each commit over all tables changes, one file each. */
  Path commits() {
    return dir.resolve("commits");
  }

  /** The Iceberg catalog in SQLite. */
  Path catalog() {
    return dir.resolve("catalog.db");
  }

  /** Where the writing DuckDB spills. */
  Path spill() {
    return dir.resolve("spill");
  }
}
