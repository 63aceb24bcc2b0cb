package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Shows the configuration that holds, and reads it again. */
final class ConfigHandlers {
  private final Api.Parts parts;

  ConfigHandlers(Api.Parts parts) {
    this.parts = parts;
  }

  void show(HttpCall call) {
    call.replyJson(200, parts.configuration().get());
  }

  /** 200 when the new configuration holds, else the status of CONFIG_INVALID and all problems. */
  void reload(HttpCall call) {
    Reloaded reloaded = parts.reload().get();
    SequencedMap<String, Object> tree =
        reloaded.taken()
            ? new LinkedHashMap<>()
            : Json.error(ErrorCode.CONFIG_INVALID, why(reloaded));
    tree.put("restarted", reloaded.restarted());
    tree.put("problems", reloaded.problems().stream().map(ConfigHandlers::tree).toList());
    call.replyJson(reloaded.taken() ? 200 : ErrorCode.CONFIG_INVALID.httpStatus(), Json.text(tree));
  }

  private static String why(Reloaded reloaded) {
    return reloaded.problems().stream()
        .filter(problem -> !problem.warning())
        .map(Problem::toString)
        .collect(Collectors.joining("; "));
  }

  private static SequencedMap<String, Object> tree(Problem problem) {
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("where", problem.where());
    tree.put("what", problem.what());
    tree.put("warning", problem.warning());
    return tree;
  }
}
