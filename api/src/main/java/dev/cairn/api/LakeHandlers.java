package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.LakeMaintenance.Progress;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is under {@code /api/lake}: its state, and long work told step by step. */
final class LakeHandlers {
  private static final Logger log = LoggerFactory.getLogger(LakeHandlers.class);

  private final LakeMaintenance lake;

  LakeHandlers(LakeMaintenance lake) {
    this.lake = lake;
  }

  void report(HttpCall call) {
    call.replyJson(200, Json.text(Status.tree(lake.report())));
  }

  void compact(HttpCall call) throws IOException {
    work(call, lake::compact);
  }

  void rebuild(HttpCall call) throws IOException {
    Optional<Path> more = Optional.ofNullable(call.query("from")).map(LakeHandlers::folder);
    work(call, progress -> lake.rebuild(more, progress));
  }

  private static Path folder(String from) {
    try {
      Path folder = Path.of(from);
      if (folder.isAbsolute()) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw wrong(from, e);
    }
    throw wrong(from, null);
  }

  private static CairnException wrong(String from, @Nullable Exception cause) {
    return new CairnException(
        ErrorCode.USAGE, "from must be the absolute path of a folder, was \"" + from + "\"", cause);
  }

  /** Does the work to its end even when nobody listens any more. */
  private static void work(HttpCall call, Consumer<Progress> work) throws IOException {
    try (JsonLines lines = new JsonLines(call)) {
      ProgressLines progress = new ProgressLines(lines);
      lines.line(result(work, progress));
    }
  }

  private static Map<String, Object> result(Consumer<Progress> work, Progress progress) {
    try {
      work.accept(progress);
      return Map.of("done", true);
    } catch (CairnException failure) {
      return Json.error(failure.code(), failure.getMessage());
    } catch (RuntimeException defect) {
      log.error("work on the lake failed", defect);
      return Json.error(ErrorCode.INTERNAL, "the work failed; the server's log says why");
    }
  }
}
