package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One consistent list of the files of every dataset; the files live until it is closed. */
interface Snapshot extends AutoCloseable {
  /** Grows with every change of the lake; equal versions have equal files. */
  long version();

  /** Absolute paths of the Parquet files of a dataset, committed and not yet committed. */
  List<Path> files(Dataset dataset);

  /** The {@code row_id} of rows in those files that were replaced; mostly empty. */
  Set<Long> dead(Dataset dataset);

  @Override
  void close();
}
