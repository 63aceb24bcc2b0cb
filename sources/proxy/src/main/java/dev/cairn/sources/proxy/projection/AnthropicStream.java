package dev.cairn.sources.proxy.projection;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rebuilds a message of Anthropic's API from the events of its stream, as far as they came. */
final class AnthropicStream {
  private final ObjectNode message = JsonNodeFactory.instance.objectNode();
  private final ObjectNode usage = JsonNodeFactory.instance.objectNode();
  private final Map<Long, Block> blocks = new TreeMap<>();
  private boolean started;
  private boolean stopped;
  private @Nullable String stopReason;
  private @Nullable Failure failure;

  /** Takes the data of the next event; what is not an object, or of no known type, says nothing. */
  void accept(JsonNode data) {
    String type = Json.text(data, "type");
    if (type == null) {
      return;
    }
    switch (type) {
      case "message_start" -> start(data.path("message"));
      case "content_block_start" -> block(data).start(data.path("content_block"));
      case "content_block_delta" -> block(data).add(data.path("delta"));
      case "message_delta" -> delta(data);
      case "message_stop" -> stopped = true;
      case "error" -> failure = Failure.of(data);
      default -> {}
    }
  }

  private void start(JsonNode begun) {
    started = true;
    message.put("id", Json.text(begun, "id")).put("model", Json.text(begun, "model"));
    stopReason = Json.text(begun, "stop_reason");
    AnthropicUsage.merge(usage, begun.path("usage"));
    for (JsonNode block : Blocks.of(begun.path("content")).values()) {
      blocks.computeIfAbsent((long) blocks.size(), index -> new Block()).start(block);
    }
  }

  private void delta(JsonNode data) {
    String reason = Json.text(data.path("delta"), "stop_reason");
    stopReason = reason == null ? stopReason : reason;
    AnthropicUsage.merge(usage, data.path("usage"));
  }

  private Block block(JsonNode data) {
    Long index = Json.number(data, "index");
    return blocks.computeIfAbsent(index == null ? 0L : index, at -> new Block());
  }

  /** The message; null when nothing of one came. */
  @Nullable JsonNode message() {
    if (!started && blocks.isEmpty()) {
      return null;
    }
    ArrayNode content = JsonNodeFactory.instance.arrayNode();
    blocks.values().forEach(block -> content.add(block.whole()));
    return message.set("content", content).set("usage", usage);
  }

  @Nullable String stopReason() {
    return stopReason == null && !stopped ? "error" : stopReason;
  }

  @Nullable Failure failure() {
    return failure;
  }

  /** One content block while it grows. */
  private static final class Block {
    private ObjectNode node = JsonNodeFactory.instance.objectNode();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder input = new StringBuilder();

    void start(JsonNode block) {
      if (block instanceof ObjectNode object) {
        node = object;
        append(text, object, "text");
        append(thinking, object, "thinking");
      }
    }

    void add(JsonNode delta) {
      String type = Json.text(delta, "type");
      switch (type == null ? "" : type) {
        case "text_delta" -> grow(text, delta, "text", "text");
        case "thinking_delta" -> grow(thinking, delta, "thinking", "thinking");
        case "input_json_delta" -> grow(input, delta, "partial_json", "tool_use");
        case "signature_delta" -> {
          typed("thinking");
          node.set("signature", delta.path("signature"));
        }
        default -> {}
      }
    }

    private void grow(StringBuilder grown, JsonNode delta, String key, String type) {
      typed(type);
      append(grown, delta, key);
    }

    private void typed(String type) {
      if (!node.has("type")) {
        node.put("type", type);
      }
    }

    private static void append(StringBuilder grown, JsonNode from, String key) {
      String more = Json.text(from, key);
      if (more != null) {
        grown.append(more);
      }
    }

    ObjectNode whole() {
      if (!text.isEmpty()) {
        node.put("text", text.toString());
      }
      if (!thinking.isEmpty()) {
        node.put("thinking", thinking.toString());
      }
      if (!input.isEmpty()) {
        JsonNode parsed = Json.parse(input.toString());
        node.set("input", parsed.isMissingNode() ? node.stringNode(input.toString()) : parsed);
      }
      return node;
    }
  }
}
