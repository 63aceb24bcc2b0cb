package dev.cairn.sources.proxy.projection;

import dev.cairn.sources.proxy.projection.Part.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The content blocks of Anthropic's API. */
final class AnthropicBlocks {
  private AnthropicBlocks() {}

  static List<Part> parts(Original original) {
    JsonNode blocks = original.content();
    List<Part> parts = new ArrayList<>(blocks.size());
    for (int place = 0; place < blocks.size(); place++) {
      parts.add(part(blocks.path(place), original, place));
    }
    return parts;
  }

  private static Part part(JsonNode block, Original original, int place) {
    String told = Json.text(block, "type");
    String type = told == null ? "text" : told;
    return switch (type) {
      case "text" -> Part.other("text", type, Json.text(block, "text"), original, place);
      case "thinking" -> thought(block, type, Json.text(block, "thinking"), original, place);
      case "redacted_thinking" -> thought(block, type, Json.text(block, "data"), original, place);
      case "document", "file" -> Part.other("file", type, null, original, place);
      case "error" -> Part.other(type, type, errorText(block), original, place);
      default -> tool(block, type, original, place);
    };
  }

  private static Part thought(
      JsonNode block, String type, @Nullable String text, Original original, int place) {
    String signature = Json.text(block, "signature");
    return new Part("reasoning", type, text, null, signature, null, original, place);
  }

  /** Calls and results of any kind of tool; a type that is not known passes as it is. */
  private static Part tool(JsonNode block, String type, Original original, int place) {
    if (type.endsWith("tool_use")) {
      Tool call =
          Tool.call(Json.text(block, "name"), Json.firstText(block, "id"), block.path("input"));
      String caller = Json.text(block.path("caller"), "type");
      return new Part("tool_call", type, null, call, null, caller, original, place);
    }
    if (type.endsWith("tool_result")) {
      Tool result = Tool.result(Json.firstText(block, "tool_use_id"), failed(block));
      String text = Blocks.joined(block.path("content"));
      return Part.tool("tool_result", type, text, result, original, place);
    }
    return Part.other(type, type, Json.text(block, "text"), original, place);
  }

  private static boolean failed(JsonNode block) {
    String kind = Json.text(block.path("content"), "type");
    return Json.flag(block, "is_error") || (kind != null && kind.endsWith("_error"));
  }

  private static @Nullable String errorText(JsonNode block) {
    String text = Json.text(block.path("error"), "message");
    return text != null ? text : Json.firstText(block, "message", "text", "error");
  }
}
