package dev.cairn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The content of a streamed message, put together as a client of Anthropic's API does. */
final class MessagesReply {
  private final List<Map<String, Object>> blocks = new ArrayList<>();
  private final StringBuilder grown = new StringBuilder();
  private boolean complete;

  private MessagesReply() {}

  /**
   * The blocks that a client sends back.
   *
   * @throws IOException when the stream was cut
   */
  static List<Map<String, Object>> of(String stream) throws IOException {
    MessagesReply reply = new MessagesReply();
    stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
        .forEach(reply::accept);
    if (!reply.complete) {
      throw new IOException("the stream was cut");
    }
    return reply.blocks;
  }

  @SuppressWarnings("unchecked")
  private void accept(JsonNode event) {
    JsonNode delta = event.path("delta");
    switch (event.path("type").asString("")) {
      case "content_block_start" ->
          blocks.add(
              new LinkedHashMap<>(
                  JsonMapper.shared().convertValue(event.path("content_block"), Map.class)));
      case "content_block_delta" ->
          grown
              .append(delta.path("text").asString(""))
              .append(delta.path("thinking").asString(""))
              .append(delta.path("partial_json").asString(""));
      case "content_block_stop" -> end(blocks.getLast());
      case "message_stop" -> complete = true;
      default -> {}
    }
  }

  private void end(Map<String, Object> block) {
    String text = grown.toString();
    switch ((String) block.get("type")) {
      case "tool_use" -> block.put("input", JsonMapper.shared().readValue(text, Map.class));
      case "thinking" -> block.put("thinking", text);
      default -> block.put("text", text);
    }
    grown.setLength(0);
  }
}
