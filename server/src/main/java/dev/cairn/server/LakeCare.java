package dev.cairn.server;

import dev.cairn.journal.RecordingsFolder;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Report;
import dev.cairn.lake.Lake;
import dev.cairn.lake.LakeFollower;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  public void rebuild(Progress progress) {
    alone(() -> {
      progress.at("reading", 0, 0);
      List<Journal> others = others();
      others.forEach(Journal::start);
      follower.rebuild(others, (rows, _) -> progress.at("reading", rows, 0));
      others.forEach(Journal::close);
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
