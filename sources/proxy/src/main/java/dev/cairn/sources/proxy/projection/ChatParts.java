package dev.cairn.sources.proxy.projection;

import dev.cairn.sources.proxy.projection.Part.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The content of messages of OpenAI's Chat Completions API. */
final class ChatParts {
  private ChatParts() {}

  /** What the model said: its thoughts where a provider tells them, its words, its calls. */
  static List<Part> spoken(JsonNode message, Original original) {
    List<Part> parts = new ArrayList<>();
    String thought = Json.firstText(message, "reasoning_content", "reasoning");
    if (thought != null) {
      parts.add(Part.other("reasoning", "reasoning_content", thought, original, 0));
    }
    words(message, original, parts);
    String refusal = Json.firstText(message, "refusal");
    if (refusal != null) {
      parts.add(Part.other("text", "refusal", refusal, original, parts.size()));
    }
    for (JsonNode call : message.path("tool_calls").values()) {
      parts.add(call(call, original, parts.size()));
    }
    JsonNode legacy = message.path("function_call");
    if (legacy.isObject()) {
      Tool tool = tool(legacy, null);
      parts.add(Part.tool("tool_call", "function_call", null, tool, original, parts.size()));
    }
    return parts;
  }

  private static Part call(JsonNode call, Original original, int place) {
    String told = Json.text(call, "type");
    String type = told == null ? "function" : told;
    Tool tool = tool(call.path(type), Json.firstText(call, "id"));
    return Part.tool("tool_call", type, null, tool, original, place);
  }

  private static Tool tool(JsonNode function, @Nullable String id) {
    String arguments = Json.firstText(function, "arguments", "input");
    return Tool.call(
        Json.text(function, "name"), id, OpenAiItems.parsed(arguments == null ? "{}" : arguments));
  }

  /** What anyone but the model said. */
  static List<Part> others(JsonNode message, String role, Original original) {
    if (role.equals("tool") || role.equals("function")) {
      String id = Json.firstText(message, "tool_call_id");
      Tool tool = new Tool(Json.text(message, "name"), id, null, "success");
      String text = Blocks.joined(message.path("content"));
      return List.of(Part.tool("tool_result", role, text, tool, original, 0));
    }
    List<Part> parts = new ArrayList<>();
    words(message, original, parts);
    return parts;
  }

  private static void words(JsonNode message, Original original, List<Part> parts) {
    for (JsonNode block : Blocks.of(message.path("content")).values()) {
      String told = Json.text(block, "type");
      String type = told == null ? "text" : told;
      int place = parts.size();
      parts.add(
          switch (type) {
            case "text" -> Part.other("text", type, Json.text(block, "text"), original, place);
            case "refusal" ->
                Part.other("text", type, Json.text(block, "refusal"), original, place);
            case "image_url" -> Part.other("image", type, null, original, place);
            default -> Part.other(type, type, Json.text(block, "text"), original, place);
          });
    }
  }
}
