package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes all tables together: first the file of the commit is durable, then the tables follow one
 * by one, {@code messages} last. What a crash or an error leaves half done is finished before
 * anything else happens. For one thread.
 */
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final Tables tables;
  private final CommitFolder folder;
  private final DataWriter writer;
  private final Consumer<String> reached;
  private long sequence;
  private List<Progress> progress = List.of();
  private @Nullable Commit pending;

  /**
   * @param reached told of each step that is durable, by name
   */
  Committer(Tables tables, CommitFolder folder, DataWriter writer, Consumer<String> reached) {
    this.tables = tables;
    this.folder = folder;
    this.writer = writer;
    this.reached = reached;
  }

  /** How far each walk had come at the last commit. */
  List<Progress> progress() {
    return progress;
  }

  long sequence() {
    return sequence;
  }

  /** Finishes what a crash left half done; afterwards all tables stand at one position. */
  void recover() throws IOException {
    for (Commit last = folder.last().orElse(null);
        last != null && !happened(last);
        last = folder.last().orElse(null)) {
      LOG.warn("commit {} of the lake lost its files in a crash and is dropped", last.sequence());
      folder.drop(last);
    }
    pending = folder.last().orElse(null);
    if (pending != null) {
      sequence = pending.sequence();
      progress = pending.progress();
      finish();
    }
  }

  /** Whether the commit is in some table already, or can still be brought into all. */
  private boolean happened(Commit commit) {
    boolean begun =
        commit.changes().keySet().stream()
            .anyMatch(dataset -> tables.commit(dataset) >= commit.sequence());
    return begun
        || commit.changes().values().stream()
            .flatMap(change -> change.added().stream())
            .allMatch(file -> Files.exists(LocalFiles.path(file.location())));
  }

  /** Finishes a commit that an error interrupted. */
  void finish() throws IOException {
    Commit commit = pending;
    if (commit == null) {
      return;
    }
    for (Dataset dataset : Datasets.ALL) {
      TableChange change = commit.changes().get(dataset);
      if (change != null) {
        apply(commit, dataset, change);
      }
    }
    pending = null;
    folder.trim();
  }

  private void apply(Commit commit, Dataset dataset, TableChange change) {
    tables.table(dataset).refresh();
    long has = tables.commit(dataset);
    if (has >= commit.sequence()) {
      return;
    }
    if (has != commit.bases().getOrDefault(dataset, 0L)) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED,
          "the lake's table %s stands at commit %d, commit %d needs it at %d; delete the lake's folder and it is made again from the journal"
              .formatted(dataset, has, commit.sequence(), commit.bases().get(dataset)));
    }
    tables.change(dataset, change, commit.sequence());
    reached.accept("table " + dataset);
  }

  /**
   * Brings changes, whose files the writer has written, into the tables.
   *
   * @param walked how far the walks have come that are told of; others keep their place
   */
  void commit(Map<Dataset, TableChange> changes, List<Progress> walked) throws IOException {
    finish();
    Map<Dataset, Long> bases = new HashMap<>();
    changes.keySet().forEach(dataset -> bases.put(dataset, tables.commit(dataset)));
    Commit commit = new Commit(sequence + 1, merged(walked), changes, bases);
    try {
      reached.accept("files");
      folder.write(commit);
    } catch (IOException | RuntimeException failure) {
      writer.discard();
      throw failure;
    }
    writer.keep();
    sequence = commit.sequence();
    progress = commit.progress();
    pending = commit;
    reached.accept("commit");
    finish();
  }

  private List<Progress> merged(List<Progress> walked) {
    List<Progress> all = new ArrayList<>(walked);
    progress.stream().filter(old -> walked.stream().noneMatch(old::sameWalk)).forEach(all::add);
    return all;
  }

  /** Puts files in the place of others with the same rows. */
  void rewrite(Dataset dataset, TableChange change) {
    tables.rewrite(dataset, change);
    reached.accept("rewrite " + dataset);
  }
}
