package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Content as a list of blocks: a bare text is one block of text. */
final class Blocks {
  private Blocks() {}

  /** A list as it is; a text as one block, or none when it is empty; anything else as no block. */
  static JsonNode of(JsonNode content) {
    if (content.isArray()) {
      return content;
    }
    ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
    String text = Json.text(content);
    if (text != null && !text.isEmpty()) {
      blocks.addObject().put("type", "text").put("text", text);
    }
    return blocks;
  }

  /** A text, or the texts of blocks with a line feed between them; null where there is none. */
  static @Nullable String joined(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder joined = new StringBuilder();
    String only = null;
    for (JsonNode block : content.values()) {
      String text = Json.text(block, "text");
      if (text == null) {
        continue;
      }
      if (only == null) {
        only = text;
      } else {
        (joined.isEmpty() ? joined.append(only) : joined).append('\n').append(text);
      }
    }
    return joined.isEmpty() ? only : joined.toString();
  }
}
