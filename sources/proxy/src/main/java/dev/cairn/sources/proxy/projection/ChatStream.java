package dev.cairn.sources.proxy.projection;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rebuilds the first choice of a chat completion from its chunks, as far as they came. */
final class ChatStream {
  private final ObjectNode completion = JsonNodeFactory.instance.objectNode();
  private final StringBuilder thought = new StringBuilder();
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final Map<Long, Call> calls = new TreeMap<>();
  private @Nullable Call legacyCall;
  private @Nullable String finishReason;
  private @Nullable Failure failure;
  private boolean begun;
  private boolean done;

  void accept(@Nullable String data) {
    if ("[DONE]".equals(data)) {
      done = true;
      return;
    }
    JsonNode chunk = Json.object(data);
    if (chunk.has("error")) {
      failure = Failure.of(chunk);
      return;
    }
    begun |= chunk.path("choices").isArray();
    keep(chunk, "id");
    keep(chunk, "model");
    if (chunk.path("usage").isObject()) {
      completion.set("usage", chunk.path("usage"));
    }
    for (JsonNode choice : chunk.path("choices").values()) {
      Long index = Json.number(choice, "index");
      if (index == null || index == 0) {
        choice(choice);
      }
    }
  }

  private void keep(JsonNode chunk, String key) {
    String text = Json.firstText(chunk, key);
    if (text != null && !completion.has(key)) {
      completion.put(key, text);
    }
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    append(thought, Json.firstText(delta, "reasoning_content", "reasoning"));
    append(words, Json.text(delta, "content"));
    append(refusal, Json.text(delta, "refusal"));
    for (JsonNode call : delta.path("tool_calls").values()) {
      Long index = Json.number(call, "index");
      Call grown = calls.computeIfAbsent(index == null ? calls.size() : index, at -> new Call());
      grown.id = grown.id == null ? Json.firstText(call, "id") : grown.id;
      grown.add(call.path("function"));
    }
    if (delta.path("function_call").isObject()) {
      legacyCall = legacyCall == null ? new Call() : legacyCall;
      legacyCall.add(delta.path("function_call"));
    }
    String reason = Json.text(choice, "finish_reason");
    finishReason = reason == null ? finishReason : reason;
  }

  private static void append(StringBuilder grown, @Nullable String more) {
    if (more != null) {
      grown.append(more);
    }
  }

  /** Id, model and usage; null when no chunk came. */
  @Nullable JsonNode completion() {
    return begun ? completion : null;
  }

  JsonNode message() {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    put(message, "reasoning_content", thought);
    put(message, "content", words);
    put(message, "refusal", refusal);
    if (!calls.isEmpty()) {
      ArrayNode list = message.putArray("tool_calls");
      for (Call call : calls.values()) {
        ObjectNode node = list.addObject().put("id", call.id).put("type", "function");
        node.set("function", call.function());
      }
    }
    if (legacyCall != null) {
      message.set("function_call", legacyCall.function());
    }
    return message;
  }

  private static void put(ObjectNode message, String key, StringBuilder text) {
    if (!text.isEmpty()) {
      message.put(key, text.toString());
    }
  }

  @Nullable String finishReason() {
    return finishReason == null && !done ? "error" : finishReason;
  }

  @Nullable Failure failure() {
    return failure;
  }

  /** One call while it grows. */
  private static final class Call {
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable String id;

    void add(JsonNode function) {
      append(name, Json.text(function, "name"));
      append(arguments, Json.text(function, "arguments"));
    }

    ObjectNode function() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("name", name.toString())
          .put("arguments", arguments.toString());
    }
  }
}
