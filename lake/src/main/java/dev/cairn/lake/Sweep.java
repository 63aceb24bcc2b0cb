package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets old snapshots of the tables go, and files that belong to none. For one thread. */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** So old must a file without a snapshot be; a younger one may be on its way into one. */
  static final Duration ORPHAN_AGE = Duration.ofHours(1);

  private final Tables tables;
  private final Shelf shelf;

  Sweep(Tables tables, Shelf shelf) {
    this.tables = tables;
    this.shelf = shelf;
  }

  /** Expires snapshots older than this; their files go when nobody reads them any more. */
  void expire(Instant before) {
    for (Dataset dataset : Datasets.ALL) {
      Table table = tables.table(dataset);
      table.refresh();
      if (hasOlder(table, before)) {
        expire(table, before);
      }
    }
  }

  private static boolean hasOlder(Table table, Instant before) {
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot != table.currentSnapshot()
          && snapshot.timestampMillis() < before.toEpochMilli()) {
        return true;
      }
    }
    return false;
  }

  private void expire(Table table, Instant before) {
    List<Path> data = new ArrayList<>();
    table
        .expireSnapshots()
        .expireOlderThan(before.toEpochMilli())
        .retainLast(1)
        .deleteWith(location -> {
          if (location.endsWith(".parquet")) {
            data.add(LocalFiles.path(location));
          } else {
            table.io().deleteFile(location);
          }
        })
        .commit();
    shelf.retire(data);
  }

  /** Deletes Parquet files that no snapshot and no reader has. */
  int orphans(Instant now) throws IOException {
    int deleted = 0;
    Set<Path> readers = shelf.retained();
    for (Dataset dataset : Datasets.ALL) {
      Set<Path> known = referenced(tables.table(dataset));
      known.addAll(readers);
      for (Path file : older(tables.data(dataset), now.minus(ORPHAN_AGE))) {
        if (!known.contains(file)) {
          Files.deleteIfExists(file);
          deleted++;
        }
      }
    }
    if (deleted > 0) {
      LOG.info("deleted {} files of the lake that no snapshot has", deleted);
    }
    return deleted;
  }

  private static Set<Path> referenced(Table table) throws IOException {
    Set<String> manifests = new HashSet<>();
    Set<Path> files = new HashSet<>();
    table.refresh();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          try (CloseableIterable<String> paths =
              ManifestFiles.readPaths(manifest, table.io(), null)) {
            paths.forEach(path -> files.add(LocalFiles.path(path)));
          }
        }
      }
    }
    return files;
  }

  private static List<Path> older(Path data, Instant than) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(than)) {
          files.add(file);
        }
      }
    }
    return files;
  }
}
