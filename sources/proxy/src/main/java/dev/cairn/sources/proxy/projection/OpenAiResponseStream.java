package dev.cairn.sources.proxy.projection;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Rebuilds a response of OpenAI's API from the events of its stream, as far as they came. */
final class OpenAiResponseStream {
  private final Map<Long, Item> items = new TreeMap<>();
  private JsonNode response = MissingNode.getInstance();
  private @Nullable Failure failure;

  /** Takes the data of the next event; what is not an object, or of no known type, says nothing. */
  void accept(JsonNode data) {
    String type = Json.text(data, "type");
    if (type == null) {
      return;
    }
    switch (type) {
      case "response.created",
          "response.in_progress",
          "response.queued",
          "response.completed",
          "response.incomplete",
          "response.failed" ->
          response = data.path("response");
      case "response.output_item.added" -> item(data).begin(data.path("item"));
      case "response.output_item.done" -> item(data).end(data.path("item"));
      case "error" -> failure = Failure.of(data);
      default -> {
        if (type.endsWith(".delta")) {
          item(data).add(type, Json.text(data, "delta"));
        }
      }
    }
  }

  private Item item(JsonNode data) {
    Long index = Json.number(data, "output_index");
    return items.computeIfAbsent(index == null ? 0L : index, at -> new Item());
  }

  /** Whether anything of a response came. */
  boolean begun() {
    return response.isObject() || !items.isEmpty();
  }

  /** The response without what it says, which the last events may leave out. */
  JsonNode response() {
    return response;
  }

  /** What the response says: what its last event repeats, or else the items as they came. */
  JsonNode output() {
    JsonNode repeated = response.path("output");
    if (repeated.size() >= items.size()) {
      return repeated;
    }
    ArrayNode output = JsonNodeFactory.instance.arrayNode();
    items.values().forEach(item -> output.add(item.whole()));
    return output;
  }

  @Nullable Failure failure() {
    return failure;
  }

  /** One item while it grows. */
  private static final class Item {
    private JsonNode node = MissingNode.getInstance();
    private final StringBuilder grown = new StringBuilder();
    private String grows = "";
    private boolean ended;

    void begin(JsonNode item) {
      node = item;
    }

    void end(JsonNode item) {
      node = item;
      ended = true;
    }

    void add(String type, @Nullable String delta) {
      if (delta != null) {
        grows = type;
        grown.append(delta);
      }
    }

    JsonNode whole() {
      if (ended || grown.isEmpty()) {
        return node;
      }
      ObjectNode whole =
          node instanceof ObjectNode begun ? begun : JsonNodeFactory.instance.objectNode();
      return switch (grows) {
        case "response.output_text.delta", "response.refusal.delta" -> message(whole);
        case "response.function_call_arguments.delta" ->
            typed(whole, "function_call").put("arguments", grown.toString());
        case "response.custom_tool_call_input.delta" ->
            typed(whole, "custom_tool_call").put("input", grown.toString());
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
          ObjectNode thought = typed(whole, "reasoning");
          thought.putArray("summary").addObject().put("text", grown.toString());
          yield thought;
        }
        default -> whole;
      };
    }

    private ObjectNode message(ObjectNode whole) {
      ObjectNode message = typed(whole, "message").put("role", "assistant");
      ObjectNode text = message.putArray("content").addObject();
      text.put("type", "output_text").put("text", grown.toString());
      return message;
    }

    private static ObjectNode typed(ObjectNode node, String type) {
      return node.has("type") ? node : node.put("type", type);
    }
  }
}
