package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Dataset;
import dev.cairn.trail.Fold;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Projector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.duckdb.DuckDBConnection;

/**
 * Makes the lake anew from journals, beside the old one, and puts it in its place in one commit.
 * The old lake answers until then, and stays if this fails. For one thread.
 */
final class Rebuild implements AutoCloseable {
  private final Lake lake;
  private final Shelf hidden = new Shelf(Contents.EMPTY);
  private final List<Tail> tails;
  private final Intake intake;
  private final Map<Dataset, Map<Path, DataFile>> staged = new HashMap<>();
  private long rows;

  Rebuild(
      Lake lake,
      List<Journal> journals,
      List<Projector> projectors,
      Fold fold,
      DuckDBConnection connection) {
    this.lake = lake;
    this.tails = new ArrayList<>();
    for (Journal journal : journals) {
      for (Projector projector : projectors) {
        tails.add(new Tail(journal, projector, Progress.start(journal, projector.signal())));
      }
    }
    this.intake =
        new Intake(
            tails,
            fold,
            new Recollection(connection, hidden),
            new MicroWriter(connection, lake.config().micro()),
            hidden,
            LakeMetrics.NONE,
            () -> {});
  }

  /**
   * Reads the journals to their present ends.
   *
   * @param progress told of the rows read so far, now and then
   * @param cancelled asked between batches
   * @return how far the walks have come
   */
  List<Progress> run(LakeFollower.RebuildProgress progress, BooleanSupplier cancelled)
      throws SQLException, IOException {
    boolean more = true;
    while (more) {
      if (cancelled.getAsBoolean()) {
        throw new CairnException(
            ErrorCode.NOT_RUNNING, "the lake is being closed; the rebuild was given up");
      }
      more = intake.read(lake.config().flushBytes());
      if (!more || intake.waitingBytes() >= lake.config().flushBytes()) {
        rows += intake.waitingRows();
        intake.flush();
        progress.read(rows, tails.stream().mapToLong(Tail::lagBytes).sum());
      }
      if (!more || hidden.contents().waitingBytes() >= lake.config().commitBytes()) {
        stage();
      }
    }
    replace();
    return intake.flushed();
  }

  private void stage() {
    Lake.await(lake.withTables(upkeep -> upkeep.stage(hidden)))
        .forEach((dataset, change) -> {
          Map<Path, DataFile> files = staged.computeIfAbsent(dataset, d -> new LinkedHashMap<>());
          change.removed().forEach(file -> files.remove(file.path()));
          change.added().forEach(file -> files.put(LocalFiles.path(file.location()), file));
        });
  }

  private void replace() {
    Map<Dataset, List<DataFile>> all = new HashMap<>();
    staged.forEach((dataset, files) -> all.put(dataset, List.copyOf(files.values())));
    Lake.await(
        lake.withTables(upkeep -> {
          upkeep.replace(all, intake.flushed());
          return true;
        }));
    staged.clear();
  }

  /** Gives up what was not put in place. */
  @Override
  public void close() {
    intake.close();
    Set<Path> left = new HashSet<>(hidden.contents().microPaths());
    left.addAll(
        staged.values().stream()
            .flatMap(files -> files.keySet().stream())
            .collect(Collectors.toSet()));
    hidden.publish(contents -> Contents.EMPTY, left);
    lake.withTables(upkeep -> {
      upkeep.abandon();
      return true;
    });
  }
}
