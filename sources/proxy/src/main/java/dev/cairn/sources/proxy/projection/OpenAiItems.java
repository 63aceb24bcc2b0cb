package dev.cairn.sources.proxy.projection;

import dev.cairn.sources.proxy.projection.Part.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The items of OpenAI's Responses API, in requests and in responses. */
final class OpenAiItems {
  private OpenAiItems() {}

  private static String type(JsonNode item) {
    String type = Json.text(item, "type");
    return type == null ? "message" : type;
  }

  /** Whether the item only tells which tools there are. */
  static boolean isTools(JsonNode item) {
    return type(item).equals("additional_tools");
  }

  /** Whether the model made the item. */
  static boolean isAssistants(JsonNode item) {
    String type = type(item);
    return type.equals("message")
        ? "assistant".equals(Json.text(item, "role"))
        : type.equals("reasoning") || type.equals("item_reference") || type.endsWith("_call");
  }

  /** The role of an item that the model did not make. */
  static String role(JsonNode item) {
    String type = type(item);
    if (isResult(type)) {
      return "tool";
    }
    String role = Json.text(item, "role");
    return role == null ? "system" : role.equals("developer") ? "system" : role;
  }

  private static boolean isResult(String type) {
    return type.endsWith("_output");
  }

  /** The blocks of an item that the model did not make; an item that is no message is its own. */
  static JsonNode content(JsonNode item) {
    if (type(item).equals("message")) {
      return Blocks.of(item.path("content"));
    }
    return JsonNodeFactory.instance.arrayNode().add(item);
  }

  /** An assistant message to which its items are still to be added. */
  static Original begun(int index, @Nullable Original before) {
    return new Original(index, "assistant", JsonNodeFactory.instance.arrayNode(), before);
  }

  /** The parts of an item that the model did not make. */
  static List<Part> others(JsonNode item, Original original) {
    String type = type(item);
    if (isResult(type)) {
      return List.of(OpenAiResults.part(item, type, original));
    }
    List<Part> parts = new ArrayList<>();
    for (JsonNode block : original.content().values()) {
      parts.add(block(block, original, parts.size()));
    }
    return parts;
  }

  /** The parts of an item that the model made, which also becomes content of its message. */
  static List<Part> spoken(JsonNode item, Original original) {
    ArrayNode content = (ArrayNode) original.content();
    String type = type(item);
    List<Part> parts = new ArrayList<>();
    if (type.equals("message")) {
      for (JsonNode block : Blocks.of(item.path("content")).values()) {
        Part part = block(block, original, content.size());
        parts.add(part);
        content.addObject().put("type", part.type()).put("text", part.text());
      }
    } else if (type.endsWith("_call")) {
      parts.add(call(item, type, original, content));
    } else {
      parts.add(thought(item, type, original, content.size()));
    }
    return parts;
  }

  private static Part block(JsonNode block, Original original, int place) {
    String told = Json.text(block, "type");
    String type = told == null ? "text" : told;
    return switch (type) {
      case "text", "input_text", "output_text", "summary_text" ->
          words(block, type, original, place);
      case "refusal" -> Part.other("text", type, Json.text(block, "refusal"), original, place);
      case "input_image", "image_url" -> Part.other("image", type, null, original, place);
      case "input_file", "file" -> Part.other("file", type, null, original, place);
      default -> Part.other(type, type, Json.text(block, "text"), original, place);
    };
  }

  private static Part words(JsonNode block, String type, Original original, int place) {
    return Part.other("text", type, Json.text(block, "text"), original, place);
  }

  private static Part thought(JsonNode item, String type, Original original, int place) {
    String summary = Blocks.joined(item.path("summary"));
    String text = summary != null ? summary : Blocks.joined(item.path("content"));
    String shown = type.equals("reasoning") ? type : "text";
    return Part.other(shown, type, text, original, place);
  }

  private static Part call(JsonNode item, String type, Original original, ArrayNode content) {
    String callId = Json.firstText(item, "call_id", "id");
    String told = Json.text(item, "name");
    String name = told != null ? told : type.substring(0, type.length() - "_call".length());
    JsonNode args = arguments(item);
    Part part =
        Part.tool("tool_call", type, null, Tool.call(name, callId, args), original, content.size());
    ObjectNode block = content.addObject().put("type", "tool_call").put("name", name);
    block.put("id", Json.text(item, "call_id")).set("input", args);
    return part;
  }

  /** Arguments come as JSON in a text, as free text, or as an object named action. */
  private static JsonNode arguments(JsonNode item) {
    String text = Json.firstText(item, "arguments", "input");
    if (text == null) {
      JsonNode action = item.path("action");
      return action.isMissingNode() ? JsonNodeFactory.instance.objectNode() : action;
    }
    return OpenAiItems.parsed(text);
  }

  /** The JSON object or list that a text is, or else the text. */
  static JsonNode parsed(String text) {
    JsonNode parsed = text.startsWith("{") || text.startsWith("[") ? Json.parse(text) : null;
    return parsed != null && parsed.isContainer()
        ? parsed
        : JsonNodeFactory.instance.stringNode(text);
  }
}
