package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Report;
import dev.cairn.trail.Fold;
import dev.cairn.trail.Follower;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Projector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings the journal into the lake: projects, folds, shows within a second, commits within a
 * minute. Each record counts exactly once, whatever crashes. Thread-safe.
 */
public final class LakeFollower implements Follower {
  private final Lake lake;
  private final Journal journal;
  private final List<Projector> projectors;
  private final FollowerLoop loop;
  private final List<Journal.Subscription> subscriptions = new ArrayList<>();
  private @Nullable Thread thread;

  /**
   * @param lake what is filled; started before this and closed after
   * @param journal what is followed
   * @param projectors one for each signal that is followed
   */
  public LakeFollower(
      Lake lake,
      Journal journal,
      List<Projector> projectors,
      Fold fold,
      InstantSource clock,
      LakeMetrics metrics) {
    this.lake = lake;
    this.journal = journal;
    this.projectors = List.copyOf(projectors);
    this.loop = new FollowerLoop(lake, journal, this.projectors, fold, clock, metrics);
  }

  /** Told how far a rebuild has come. */
  public interface RebuildProgress {
    /**
     * @param rows how many rows were projected so far
     * @param lagBytes how many bytes are still to be read, of the last day at least
     */
    void read(long rows, long lagBytes);
  }

  @Override
  public String name() {
    return "lake";
  }

  @Override
  public void start() {
    loop.open();
    Thread started = Niceness.thread("lake-follower", loop::run);
    thread = started;
    started.start();
    for (Projector projector : projectors) {
      subscriptions.add(journal.subscribe(projector.signal(), loop::wake));
    }
  }

  @Override
  public long lagBytes() {
    return loop.state().lagBytes();
  }

  @Override
  public boolean awaitCaughtUp(Duration atMost) {
    return loop.await(loop.state().ends(), atMost);
  }

  /**
   * Throws the lake away and makes it again from what the journal still holds; returns when that is
   * done. Until then the old lake answers, and nothing new comes into it.
   *
   * @param others journals that are read too, before this one
   * @throws CairnException when it could not be finished; the old lake is there as it was
   */
  public void rebuild(List<Journal> others, RebuildProgress progress) {
    List<Journal> journals = new ArrayList<>(others);
    journals.add(journal);
    CompletableFuture<Boolean> done = loop.rebuild(journals, progress);
    if (thread == null) {
      throw new CairnException(ErrorCode.NOT_RUNNING, "the lake's follower was not started");
    }
    Lake.await(done);
  }

  @Override
  public Report report() {
    SequencedMap<String, Object> facts = new LinkedHashMap<>(lake.report().facts());
    loop.describe(facts);
    return new Report(name(), lake.report().healthy() && loop.isHealthy(), facts);
  }

  @Override
  public void close() {
    subscriptions.forEach(Journal.Subscription::close);
    subscriptions.clear();
    Thread running = thread;
    if (running == null) {
      return;
    }
    loop.stop();
    try {
      running.join();
      thread = null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
