package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** OpenAI's Responses API, over server-sent events, over a WebSocket or whole. */
final class OpenAiResponses implements Dialect {
  @Override
  public String name() {
    return "openai-responses";
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  public boolean speaks(String path, JsonNode body) {
    return path.endsWith("/responses")
        || path.endsWith("/responses/compact")
        || "response.create".equals(Json.text(body, "type"));
  }

  @Override
  public JsonNode asked(JsonNode body) {
    JsonNode wrapped = body.path("response");
    return wrapped.isObject() ? wrapped : body;
  }

  @Override
  public List<String> settings() {
    return List.of(
        "max_output_tokens",
        "reasoning",
        "text",
        "stream",
        "store",
        "tool_choice",
        "parallel_tool_calls",
        "service_tier",
        "previous_response_id");
  }

  @Override
  public JsonNode opening(JsonNode asked) {
    JsonNode input = asked.path("input");
    return input.isArray() ? Session.opening(input) : input;
  }

  @Override
  public Script script(JsonNode asked) {
    Cut cut = new Cut();
    Original last = null;
    @Nullable Original spoken = null;
    int index = 0;
    for (JsonNode item : items(asked.path("input")).values()) {
      if (OpenAiItems.isTools(item)) {
        spoken = null;
      } else if (OpenAiItems.isAssistants(item)) {
        if (spoken == null) {
          spoken = OpenAiItems.begun(index, last);
          last = spoken;
        }
        cut.assistant(OpenAiItems.spoken(item, spoken));
      } else {
        spoken = null;
        last = new Original(index, OpenAiItems.role(item), OpenAiItems.content(item), last);
        cut.others(OpenAiItems.role(item), Json.text(item, "role"), OpenAiItems.others(item, last));
      }
      index++;
    }
    return new Script(cut.messages(), last, index, continued(asked));
  }

  /**
   * The response that the request goes on from. One that opens with instructions goes on from what
   * was only warmed up and said nothing, as Codex does at the start of every WebSocket.
   */
  private static String continued(JsonNode asked) {
    String before = Json.text(asked, "previous_response_id");
    JsonNode first = asked.path("input").path(0);
    boolean opens =
        OpenAiItems.isTools(first)
            || (first.isObject() && OpenAiItems.role(first).equals("system"));
    return before == null || opens ? "" : before;
  }

  /**
   * Whether a later request may go on from the response without repeating it: on the same
   * WebSocket, or because it is stored.
   */
  static boolean goesOn(JsonNode asked) {
    return asked.has("type") || !asked.path("store").isBoolean() || asked.path("store").asBoolean();
  }

  /** A bare text is one message of a person. */
  private static JsonNode items(JsonNode input) {
    if (!input.isString()) {
      return input;
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    items.addObject().put("role", "user").set("content", input);
    return items;
  }

  @Override
  public Answer whole(JsonNode body, Script script) {
    if (!body.path("output").isArray()) {
      return new Answer(null, Failure.of(body));
    }
    return answer(body, body.path("output"), script, null);
  }

  @Override
  public Answer streamed(List<StreamEvent> events, Script script) {
    OpenAiResponseStream stream = new OpenAiResponseStream();
    events.forEach(event -> stream.accept(Json.object(event.data())));
    if (!stream.begun()) {
      return new Answer(null, stream.failure());
    }
    return answer(stream.response(), stream.output(), script, stream.failure());
  }

  private static Answer answer(
      JsonNode response, JsonNode output, Script script, @Nullable Failure told) {
    Original original = OpenAiItems.begun(script.count(), script.last());
    List<Part> parts = new ArrayList<>();
    for (JsonNode item : output.values()) {
      if (OpenAiItems.isAssistants(item)) {
        parts.addAll(OpenAiItems.spoken(item, original));
      }
    }
    Usage usage = OpenAiUsage.ofResponse(response.path("usage"));
    Reply reply =
        new Reply(
            Json.firstText(response, "id"),
            Json.firstText(response, "model"),
            parts,
            usage,
            stopReason(response));
    JsonNode error = response.path("error");
    return new Answer(reply, error.isObject() ? Failure.described(error) : told);
  }

  private static String stopReason(JsonNode response) {
    String status = Json.text(response, "status");
    String reason = Json.text(response.path("incomplete_details"), "reason");
    if (reason != null) {
      return reason;
    }
    return status == null || status.equals("in_progress") || status.equals("queued")
        ? "error"
        : status;
  }
}
