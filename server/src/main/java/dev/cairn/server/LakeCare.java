package dev.cairn.server;

import dev.cairn.journal.RecordingsFolder;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Lifecycle;
import dev.cairn.kernel.Report;
import dev.cairn.lake.Lake;
import dev.cairn.lake.LakeFollower;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The care of the lake, one piece of work at a time. */
final class LakeCare implements LakeMaintenance {
  private final Lake lake;
  private final LakeFollower follower;
  private final Path recordings;
  private final String gateway;
  private final Semaphore free = new Semaphore(1);

  /**
   * @param recordings the folder that may hold what other gateways recorded
   * @param gateway the one whose journal the follower reads
   */
  LakeCare(Lake lake, LakeFollower follower, Path recordings, String gateway) {
    this.lake = lake;
    this.follower = follower;
    this.recordings = recordings;
    this.gateway = gateway;
  }

  @Override
  public Report report() {
    return follower.report();
  }

  @Override
  public void compact(Progress progress) {
    alone(() -> {
      progress.at("compacting", 0, 0);
      lake.compact();
    });
  }

  @Override
  public void rebuild(Optional<Path> more, Progress progress) {
    List<Journal> journals = others();
    more.ifPresent(folder -> journals.addAll(in(folder)));
    alone(() -> {
      progress.at("reading", 0, 0);
      Lifecycle reading = new Lifecycle(journals);
      try {
        reading.start();
        follower.rebuild(journals, (rows, _) -> progress.at("reading", rows, 0));
      } finally {
        reading.close();
      }
    });
  }

  /** What other gateways, or Collectivus under another name, left in the folder. */
  private List<Journal> others() {
    List<Journal> others = new ArrayList<>();
    if (Files.isDirectory(recordings)) {
      for (String name : RecordingsFolder.gateways(recordings)) {
        if (!name.equals(gateway)) {
          others.add(new RecordingsFolder(recordings, name));
        }
      }
    }
    return others;
  }

  /** The recordings in a folder that is not this server's own. */
  private List<Journal> in(Path folder) {
    if (isOwn(folder)) {
      throw new CairnException(
          ErrorCode.USAGE, folder + " is the folder of this server, which is read anyway");
    }
    List<String> names = Files.isDirectory(folder) ? RecordingsFolder.gateways(folder) : List.of();
    if (names.isEmpty()) {
      throw new CairnException(
          ErrorCode.USAGE,
          folder + " must be a folder of recordings: <gateway_id>/proxy/<UTC-date>.jsonl");
    }
    return names.stream().<Journal>map(name -> new RecordingsFolder(folder, name)).toList();
  }

  private boolean isOwn(Path folder) {
    try {
      return Files.exists(recordings)
          && Files.exists(folder)
          && Files.isSameFile(folder, recordings);
    } catch (IOException e) {
      throw new CairnException(ErrorCode.STORAGE_FAILED, "cannot look at " + folder + ": " + e, e);
    }
  }

  private void alone(Runnable work) {
    if (!free.tryAcquire()) {
      throw new CairnException(
          ErrorCode.USAGE, "the lake is being compacted or rebuilt; ask again when that is done");
    }
    try {
      work.run();
    } finally {
      free.release();
    }
  }
}
