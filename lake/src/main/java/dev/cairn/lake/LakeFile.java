package dev.cairn.lake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a dataset.
 *
 * @param path where it lies
 * @param rows how many rows it holds, dead ones included
 * @param rawBytes about how many bytes they take uncompressed; 0 where it is not known
 * @param sessions which sessions can be in it
 * @param data what Iceberg knows of it, without statistics; null for a micro-file
 */
record LakeFile(Path path, long rows, long rawBytes, Sessions sessions, @Nullable DataFile data) {

  /** What Iceberg knows of a committed file. */
  DataFile committed() {
    if (data == null) {
      throw new IllegalStateException(path + " is a micro-file");
    }
    return data;
  }

  /** The day of a committed file as days since 1970; null for rows without a time. */
  @Nullable Integer day() {
    return committed().partition().get(0, Integer.class);
  }

  /**
   * Bounds of the session ids in a file; null where there is none.
   *
   * @param least not greater than any of them
   * @param most not less than any of them
   */
  record Sessions(@Nullable String least, @Nullable String most) {
    static final Sessions ANY = new Sessions(null, null);

    /** Whether one of the sessions can be in the file. */
    boolean mayHold(Collection<String> sessions) {
      return sessions.stream().anyMatch(this::mayHold);
    }

    private boolean mayHold(String session) {
      return (least == null || compare(least, session) <= 0)
          && (most == null || compare(most, session) >= 0);
    }

    /** The order of UTF-8, which is not that of UTF-16. */
    private static int compare(String one, String other) {
      return Arrays.compareUnsigned(
          one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
  }
}
