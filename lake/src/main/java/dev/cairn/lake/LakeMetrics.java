package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.time.Duration;

/** What can be measured of the lake's writing side; called from its own threads. */
public interface LakeMetrics {
  /** Measures nothing. */
  LakeMetrics NONE = new LakeMetrics() {};

  /** Rows of a dataset became visible. */
  default void rowsFlushed(Dataset dataset, long rows) {}

  /** Waiting rows were folded and written as micro-files in this time. */
  default void flushed(Duration took) {}

  /** Micro-files became files of the tables in this time. */
  default void committed(Duration took) {}

  /** A batch of a day was written anew in order in this time. */
  default void compacted(Duration took) {}

  /** Rows of a session that cannot be folded were written without messages. */
  default void leftOut(long rows) {}

  /** A flush, commit or compaction failed and is tried again; nothing is lost. */
  default void failed() {}
}
