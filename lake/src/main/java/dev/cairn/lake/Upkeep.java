package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes the tables: commits, compaction, expiry, the sweep. For one thread, so
 * that no two of them meet.
 */
final class Upkeep {
  private static final Duration EXPIRY_EVERY = Duration.ofMinutes(5);
  private static final int BATCHES_IN_MEMORY = 6;
  private static final long LEAST_BATCH = 8 << 20;

  private final LakeConfig config;
  private final DuckDBConnection connection;
  private final InstantSource clock;
  private final Shelf shelf;
  private final LakeMetrics metrics;
  private final Tables tables;
  private final Committer committer;
  private final DataWriter commitFiles;
  private final DataWriter compactedFiles;
  private final Sweep sweep;
  private final Deque<Compaction> compactions = new ArrayDeque<>();
  private final Set<Dataset> uncertain = new HashSet<>();
  private Instant expired = Instant.EPOCH;
  private Instant swept = Instant.EPOCH;
  private long batchBytes;
  private boolean staging;
  private @Nullable LocalDate compacted;
  private volatile @Nullable Instant lastCompaction;
  private @Nullable Unpublished unpublished;

  /** Opens the tables, finishes what a crash interrupted and shows what there is. */
  Upkeep(
      LakeConfig config,
      DuckDBConnection connection,
      InstantSource clock,
      Shelf shelf,
      LakeMetrics metrics,
      Consumer<String> reached)
      throws IOException {
    this.config = config;
    this.connection = connection;
    this.clock = clock;
    this.shelf = shelf;
    this.metrics = metrics;
    this.tables = new Tables(config);
    this.commitFiles = new DataWriter(connection, config);
    this.compactedFiles = new DataWriter(connection, config);
    this.committer =
        new Committer(tables, new CommitFolder(config.commits()), commitFiles, reached);
    this.sweep = new Sweep(tables, shelf);
    this.batchBytes = config.memory() / BATCHES_IN_MEMORY;
    committer.recover();
    Contents contents = Contents.of(tables.files());
    shelf.publish(before -> contents, List.of());
  }

  /** How far each walk had come at the last commit. */
  List<Progress> progress() {
    return committer.progress();
  }

  /** A commit that is durable but that readers do not see yet. */
  private record Unpublished(Contents frozen, Map<Dataset, TableChange> changes) {}

  /** Brings micro-files into the tables. */
  void commit(Contents frozen, List<Progress> progress) throws SQLException, IOException {
    long start = System.nanoTime();
    finish();
    commit(frozen, changes(frozen), progress);
    metrics.committed(Duration.ofNanos(System.nanoTime() - start));
  }

  private void commit(Contents frozen, Map<Dataset, TableChange> changes, List<Progress> progress)
      throws IOException {
    long sequence = committer.sequence();
    try {
      committer.commit(changes, progress);
    } finally {
      if (committer.sequence() != sequence) {
        unpublished = new Unpublished(frozen, changes);
      }
    }
    finish();
  }

  /** Finishes what an error interrupted, and shows it. */
  private void finish() throws IOException {
    committer.finish();
    Unpublished done = unpublished;
    if (done != null) {
      shelf.publish(
          contents -> contents.committed(done.frozen, done.changes), done.frozen.microPaths());
      unpublished = null;
    }
    for (Dataset dataset : Set.copyOf(uncertain)) {
      List<LakeFile> files = tables.files(dataset);
      shelf.publish(contents -> contents.reloaded(dataset, files), List.of());
      uncertain.remove(dataset);
    }
  }

  private Map<Dataset, TableChange> changes(Contents frozen) throws SQLException, IOException {
    try {
      return new Merge(commitFiles).changes(frozen);
    } catch (SQLException | IOException | RuntimeException failure) {
      commitFiles.discard();
      throw failure;
    }
  }

  /**
   * Brings micro-files of a lake that nobody reads yet into files of the tables, without telling
   * the tables.
   */
  Map<Dataset, TableChange> stage(Shelf hidden) throws SQLException, IOException {
    staging = true;
    Contents frozen = hidden.contents();
    Map<Dataset, TableChange> changes = changes(frozen);
    commitFiles.keep();
    hidden.publish(contents -> contents.committed(frozen, changes), frozen.microPaths());
    for (TableChange change : changes.values()) {
      hidden.retire(change.removed().stream().map(LakeFile::path).toList());
    }
    return changes;
  }

  /** Gives up what was staged; the sweep will find it. */
  void abandon() {
    staging = false;
  }

  /** Puts staged files in the place of all that the lake has. */
  void replace(Map<Dataset, List<DataFile>> staged, List<Progress> progress) throws IOException {
    finish();
    Contents frozen = shelf.contents();
    Map<Dataset, TableChange> changes = new HashMap<>();
    for (Dataset dataset : Datasets.ALL) {
      TableChange change =
          new TableChange(staged.getOrDefault(dataset, List.of()), frozen.committed(dataset));
      if (!change.isEmpty()) {
        changes.put(dataset, change);
      }
    }
    commit(frozen, changes, progress);
    staging = false;
  }

  /** Chooses what is to be compacted because the time for it has come. */
  void plan() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    boolean due = !LocalTime.ofInstant(now, ZoneOffset.UTC).isBefore(config.compactAt());
    if (due && !today.equals(compacted)) {
      compacted = today;
      add(CompactionPlan.closedDays(shelf.contents(), (int) today.toEpochDay()));
    }
    add(CompactionPlan.crowded(shelf.contents(), config.compactFiles()));
  }

  /** Chooses everything that can be compacted. */
  void planAll() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    add(CompactionPlan.everything(shelf.contents(), (int) today.toEpochDay()));
  }

  private void add(Collection<Compaction> more) {
    if (compactions.isEmpty()) {
      compactions.addAll(more);
    }
  }

  /**
   * Compacts a little.
   *
   * @return whether there is more to compact
   */
  boolean compact() throws SQLException, IOException {
    finish();
    Compaction compaction = compactions.peek();
    if (compaction == null) {
      return false;
    }
    long start = System.nanoTime();
    boolean kept = false;
    try {
      if (compaction.step(connection, compactedFiles, batchBytes)) {
        finish(compaction);
        compactions.remove();
      }
      kept = true;
    } finally {
      if (!kept) {
        batchBytes = Math.max(LEAST_BATCH, batchBytes / 2);
        compactions.clear();
        compactedFiles.discard();
      }
    }
    metrics.compacted(Duration.ofNanos(System.nanoTime() - start));
    return !compactions.isEmpty();
  }

  private void finish(Compaction compaction) throws IOException {
    if (!compaction.fits(shelf.contents())) {
      compactedFiles.discard();
      return;
    }
    Map<Dataset, TableChange> change = Map.of(compaction.dataset(), compaction.change());
    compactedFiles.keep();
    uncertain.add(compaction.dataset());
    committer.rewrite(compaction.dataset(), compaction.change());
    shelf.publish(contents -> contents.rewritten(change), List.of());
    uncertain.remove(compaction.dataset());
    lastCompaction = clock.instant();
  }

  /** When files were written anew last, if they were since the start. */
  @Nullable Instant lastCompaction() {
    return lastCompaction;
  }

  /** Lets old snapshots and orphans go, when it is time again. */
  void clean(Instant now) throws IOException {
    finish();
    if (!now.isBefore(expired.plus(EXPIRY_EVERY))) {
      expired = now;
      sweep.expire(now.minus(config.snapshotRetention()));
    }
    if (!staging && !now.isBefore(swept.plus(Sweep.ORPHAN_AGE))) {
      swept = now;
      sweep.orphans(now);
    }
  }

  void close() {
    tables.close();
    Writer.close(connection);
  }
}
