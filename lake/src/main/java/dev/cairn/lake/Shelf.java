package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what the lake consists of now, counts who reads it, and deletes files that were replaced
 * when nobody reads a version that has them. Thread-safe.
 */
final class Shelf implements Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final TreeMap<Long, Integer> leases = new TreeMap<>();
  private final List<Retired> retired = new ArrayList<>();
  private Contents current;

  Shelf(Contents contents) {
    this.current = contents;
  }

  /** A file that no version from this one on has. */
  private record Retired(Path path, long since) {}

  synchronized Contents contents() {
    return current;
  }

  @Override
  public Snapshot lease() {
    return hold();
  }

  /** A lease that shows more than paths. */
  synchronized Lease hold() {
    leases.merge(current.version(), 1, Integer::sum);
    return new Lease(current);
  }

  /**
   * Makes a new version the current one.
   *
   * @param change the new contents from the present ones
   * @param replaced files that the new version has no longer and that nothing else needs
   */
  void publish(UnaryOperator<Contents> change, Collection<Path> replaced) {
    synchronized (this) {
      current = change.apply(current).at(current.version() + 1);
    }
    retire(replaced);
  }

  /** Deletes files that the current version does not have, as soon as nobody reads them. */
  void retire(Collection<Path> paths) {
    synchronized (this) {
      paths.forEach(path -> retired.add(new Retired(path, current.version())));
    }
    deleteReleased();
  }

  /** Files that wait for their last reader. */
  synchronized Set<Path> retained() {
    return new HashSet<>(retired.stream().map(Retired::path).toList());
  }

  private void release(long version) {
    synchronized (this) {
      leases.computeIfPresent(version, (v, count) -> count == 1 ? null : count - 1);
    }
    deleteReleased();
  }

  private void deleteReleased() {
    for (Path path : released()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException failure) {
        LOG.warn("cannot delete {}, a later sweep will: {}", path, failure.toString());
      }
    }
  }

  private synchronized List<Path> released() {
    long oldest = leases.isEmpty() ? Long.MAX_VALUE : leases.firstKey();
    List<Path> released = new ArrayList<>();
    for (Iterator<Retired> files = retired.iterator(); files.hasNext(); ) {
      Retired file = files.next();
      if (file.since <= oldest) {
        released.add(file.path);
        files.remove();
      }
    }
    return released;
  }

  /** One reader's hold on one version. */
  final class Lease implements Snapshot {
    private final Contents contents;
    private boolean closed;

    private Lease(Contents contents) {
      this.contents = contents;
    }

    Contents contents() {
      return contents;
    }

    @Override
    public long version() {
      return contents.version();
    }

    @Override
    public List<Path> files(Dataset dataset) {
      return contents.files(dataset).stream().map(LakeFile::path).toList();
    }

    @Override
    public Set<Long> dead(Dataset dataset) {
      return contents.dead(dataset);
    }

    @Override
    public void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      release(contents.version());
    }
  }
}
