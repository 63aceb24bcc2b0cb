package dev.cairn.api;

import dev.cairn.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Answers who watches over the process: health, readiness, metrics. */
final class HealthHandlers {
  private final Api.Parts parts;

  HealthHandlers(Api.Parts parts) {
    this.parts = parts;
  }

  void health(HttpCall call) {
    call.replyJson(200, state("healthy"));
  }

  void ready(HttpCall call) {
    boolean ready = parts.ready().getAsBoolean();
    call.replyJson(ready ? 200 : 503, state(ready ? "ready" : "starting"));
  }

  void metrics(HttpCall call) {
    call.reply(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        parts.metrics().get().getBytes(StandardCharsets.UTF_8));
  }

  private String state(String status) {
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status);
    tree.put("version", parts.version());
    return Json.text(tree);
  }
}
