package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Report;
import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the lake and the DuckDB instance that writes them. A {@link LakeFollower} fills
 * them; whoever reads leases a {@link Snapshot}. Thread-safe.
 */
public final class Lake implements Component, Snapshots, Report.Reporting {
  private static final Logger LOG = LoggerFactory.getLogger(Lake.class);
  private static final long CLEAN_SECONDS = 60;

  private final LakeConfig config;
  private final InstantSource clock;
  private final LakeMetrics metrics;
  private final Consumer<String> reached;
  private final Shelf shelf = new Shelf(Contents.EMPTY);
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, work -> Niceness.thread("lake-upkeep", work));
  private volatile @Nullable Opened opened;
  private volatile @Nullable String trouble;

  public Lake(LakeConfig config, InstantSource clock, LakeMetrics metrics) {
    this(config, clock, metrics, step -> {});
  }

  /**
   * @param reached told of each step of a commit that is durable, by name
   */
  Lake(LakeConfig config, InstantSource clock, LakeMetrics metrics, Consumer<String> reached) {
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
    this.reached = reached;
  }

  /** What there is while the lake is open. */
  private record Opened(Writer writer, Upkeep upkeep) {}

  @Override
  public void start() {
    opened = await(submit(this::open));
    thread.scheduleWithFixedDelay(this::keepUp, 1, CLEAN_SECONDS, TimeUnit.SECONDS);
  }

  private Opened open() throws IOException {
    LocalFiles.makePrivate(config.dir());
    clear(config.micro());
    clear(config.spill());
    Writer writer = new Writer(config);
    try {
      return new Opened(
          writer, new Upkeep(config, writer.connect(), clock, shelf, metrics, reached));
    } catch (IOException | RuntimeException failure) {
      writer.close();
      throw failure;
    }
  }

  /** Makes a folder that is empty. */
  private static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  LakeConfig config() {
    return config;
  }

  Shelf shelf() {
    return shelf;
  }

  /** The instance that writes; one thread uses one connection of it. */
  Writer writer() {
    return open("the lake").writer;
  }

  private Opened open(String what) {
    Opened now = opened;
    if (now == null) {
      throw new CairnException(ErrorCode.NOT_RUNNING, what + " is not open");
    }
    return now;
  }

  @Override
  public Snapshot lease() {
    return shelf.lease();
  }

  /** Work on the tables. */
  interface Work<T> {
    T on(Upkeep upkeep) throws Exception;
  }

  /** Does something with the tables, after what was asked for before. */
  <T> CompletableFuture<T> withTables(Work<T> work) {
    return submit(() -> work.on(open("the lake").upkeep));
  }

  private <T> CompletableFuture<T> submit(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        done.complete(work.call());
      } catch (Throwable failure) {
        done.completeExceptionally(failure);
      }
    });
    return done;
  }

  /** Waits for work on the tables. */
  static <T> T await(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof CairnException known) {
        throw known;
      }
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "the lake cannot be written: " + failure.getCause(), failure);
    }
  }

  /** Sorts every day that is in more than one piece; returns when that is done. */
  public void compact() {
    await(
        withTables(upkeep -> {
          upkeep.planAll();
          return true;
        }));
    while (await(withTables(Upkeep::compact))) {
      // Between two batches the thread does what else has been asked of it.
    }
  }

  /** What is done by itself about once a minute. */
  private void keepUp() {
    try {
      Upkeep upkeep = open("the lake").upkeep;
      upkeep.clean(clock.instant());
      upkeep.plan();
      trouble = null;
      thread.execute(this::compactOn);
    } catch (Exception failure) {
      failed(failure);
    }
  }

  /** Compacts a batch and lets others in before the next. */
  private void compactOn() {
    try {
      if (opened != null && open("the lake").upkeep.compact()) {
        thread.execute(this::compactOn);
      }
    } catch (Exception failure) {
      failed(failure);
    }
  }

  private void failed(Exception failure) {
    if (opened == null) {
      return;
    }
    trouble = String.valueOf(failure);
    metrics.failed();
    LOG.warn("the lake cannot be tidied, tried again in {} s: {}", CLEAN_SECONDS, trouble);
  }

  @Override
  public Report report() {
    Contents contents = shelf.contents();
    SequencedMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("dir", config.dir().toString());
    SequencedMap<String, Object> tables = new LinkedHashMap<>();
    for (Dataset dataset : Datasets.ALL) {
      tables.put(dataset.name(), table(contents, dataset));
    }
    facts.put("tables", tables);
    Opened now = opened;
    if (now != null && now.upkeep.lastCompaction() != null) {
      facts.put("last_compaction", String.valueOf(now.upkeep.lastCompaction()));
    }
    String wrong = trouble;
    if (wrong != null) {
      facts.put("trouble", wrong);
    }
    return new Report("lake", wrong == null, facts);
  }

  private static Map<String, Object> table(Contents contents, Dataset dataset) {
    List<LakeFile> files = contents.files(dataset);
    int dead = contents.dead(dataset).size();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", files.stream().mapToLong(LakeFile::rows).sum() - dead);
    facts.put("files", contents.committed(dataset).size());
    facts.put("micro_files", contents.micro(dataset).size());
    facts.put("dead_rows", dead);
    return facts;
  }

  @Override
  public void close() {
    Opened now = opened;
    opened = null;
    if (now != null) {
      await(submit(() -> closed(now)));
    }
    thread.shutdownNow();
  }

  private static boolean closed(Opened now) {
    now.upkeep.close();
    now.writer.close();
    return true;
  }
}
