package dev.cairn.lake;

import dev.cairn.model.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lake consists of at one moment. Immutable.
 *
 * @param version grows with every change
 * @param committed files of the tables
 * @param micro files that no table has yet
 * @param dead the {@code row_id} of rows in any of the files that were replaced
 */
record Contents(
    long version,
    Map<Dataset, List<LakeFile>> committed,
    Map<Dataset, List<LakeFile>> micro,
    Map<Dataset, Set<Long>> dead) {

  static final Contents EMPTY = new Contents(0, Map.of(), Map.of(), Map.of());

  /** A lake of these committed files and nothing else. */
  static Contents of(Map<Dataset, List<LakeFile>> committed) {
    return new Contents(0, Map.copyOf(committed), Map.of(), Map.of());
  }

  List<LakeFile> committed(Dataset dataset) {
    return committed.getOrDefault(dataset, List.of());
  }

  List<LakeFile> micro(Dataset dataset) {
    return micro.getOrDefault(dataset, List.of());
  }

  Set<Long> dead(Dataset dataset) {
    return dead.getOrDefault(dataset, Set.of());
  }

  /** Committed files and micro-files. */
  List<LakeFile> files(Dataset dataset) {
    List<LakeFile> files = new ArrayList<>(committed(dataset));
    files.addAll(micro(dataset));
    return files;
  }

  /** The uncompressed bytes that wait for a commit. */
  long waitingBytes() {
    return micro.values().stream().flatMap(List::stream).mapToLong(LakeFile::rawBytes).sum();
  }

  /** All micro-files. */
  List<Path> microPaths() {
    return micro.values().stream().flatMap(List::stream).map(LakeFile::path).toList();
  }

  /** With micro-files and dead rows added. */
  Contents flushed(Map<Dataset, LakeFile> files, Map<Dataset, Set<Long>> replaced) {
    Map<Dataset, List<LakeFile>> nextMicro = new HashMap<>(micro);
    files.forEach((dataset, file) -> nextMicro.put(dataset, with(micro(dataset), List.of(file))));
    Map<Dataset, Set<Long>> nextDead = new HashMap<>(dead);
    replaced.forEach((dataset, ids) -> addDead(nextDead, dataset, ids));
    return new Contents(version, committed, Map.copyOf(nextMicro), Map.copyOf(nextDead));
  }

  /** With rows alive again that were dead. */
  Contents revived(Map<Dataset, Set<Long>> ids) {
    Map<Dataset, Set<Long>> nextDead = new HashMap<>(dead);
    ids.forEach((dataset, alive) -> nextDead.put(dataset, less(dead(dataset), alive)));
    return new Contents(version, committed, micro, Map.copyOf(nextDead));
  }

  private void addDead(Map<Dataset, Set<Long>> into, Dataset dataset, Set<Long> ids) {
    if (!ids.isEmpty()) {
      Set<Long> all = new HashSet<>(dead(dataset));
      all.addAll(ids);
      into.put(dataset, Set.copyOf(all));
    }
  }

  /**
   * With the tables changed; what was frozen is in them now and its micro-files and dead rows go.
   */
  Contents committed(Contents frozen, Map<Dataset, TableChange> changes) {
    Map<Dataset, List<LakeFile>> nextMicro = new HashMap<>();
    micro.forEach((dataset, files) -> nextMicro.put(dataset, less(files, frozen.micro(dataset))));
    Map<Dataset, Set<Long>> nextDead = new HashMap<>();
    dead.forEach((dataset, ids) -> nextDead.put(dataset, less(ids, frozen.dead(dataset))));
    return changed(changes, nextMicro, nextDead);
  }

  /** With the tables changed and all else as it was. */
  Contents rewritten(Map<Dataset, TableChange> changes) {
    return changed(changes, micro, dead);
  }

  /** With exactly these committed files of a dataset. */
  Contents reloaded(Dataset dataset, List<LakeFile> files) {
    Map<Dataset, List<LakeFile>> tables = new HashMap<>(committed);
    tables.put(dataset, List.copyOf(files));
    return new Contents(version, Map.copyOf(tables), micro, dead);
  }

  private Contents changed(
      Map<Dataset, TableChange> changes,
      Map<Dataset, List<LakeFile>> nextMicro,
      Map<Dataset, Set<Long>> nextDead) {
    Map<Dataset, List<LakeFile>> tables = new HashMap<>(committed);
    changes.forEach((dataset, change) ->
        tables.put(
            dataset, with(less(committed(dataset), change.removed()), change.addedFiles(dataset))));
    return new Contents(version, Map.copyOf(tables), Map.copyOf(nextMicro), Map.copyOf(nextDead));
  }

  Contents at(long otherVersion) {
    return new Contents(otherVersion, committed, micro, dead);
  }

  private static List<LakeFile> with(List<LakeFile> files, List<LakeFile> more) {
    List<LakeFile> all = new ArrayList<>(files);
    all.addAll(more);
    return List.copyOf(all);
  }

  private static List<LakeFile> less(List<LakeFile> files, Collection<LakeFile> gone) {
    Set<Path> paths = new HashSet<>(gone.stream().map(LakeFile::path).toList());
    return files.stream().filter(file -> !paths.contains(file.path())).toList();
  }

  private static Set<Long> less(Set<Long> ids, Set<Long> gone) {
    Set<Long> left = new HashSet<>(ids);
    left.removeAll(gone);
    return Set.copyOf(left);
  }
}
