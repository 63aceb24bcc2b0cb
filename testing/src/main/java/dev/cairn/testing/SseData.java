package dev.cairn.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The JSON of the events in a recorded stream. */
final class SseData {
  private SseData() {}

  static List<JsonNode> of(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.tree(line.substring("data: ".length())))
        .toList();
  }
}
