package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Lenient reading of JSON that others wrote: what is not there or not of the type is null. */
final class Json {
  /** Takes texts of any length: a body is one text within its record. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private Json() {}

  /** The value, or null where the bytes are not one JSON value. */
  static @Nullable JsonNode parse(byte[] utf8) {
    try {
      return MAPPER.readTree(utf8);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  /** The value; {@link MissingNode} where the text is null or not one JSON value. */
  static JsonNode parse(@Nullable String text) {
    if (text == null) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** The object that the text is; {@link MissingNode} where it is none. */
  static JsonNode object(@Nullable String text) {
    JsonNode node = text != null && opensObject(text) ? parse(text) : MissingNode.getInstance();
    return node.isObject() ? node : MissingNode.getInstance();
  }

  private static boolean opensObject(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() && text.charAt(at) == '{';
  }

  static @Nullable String text(JsonNode node, String key) {
    return text(node.path(key));
  }

  static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  /** The first of these keys that holds a text. */
  static @Nullable String firstText(JsonNode node, String... keys) {
    for (String key : keys) {
      String text = text(node, key);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  static @Nullable Long number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() && value.canConvertToLong() ? Long.valueOf(value.longValue()) : null;
  }

  static boolean flag(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isBoolean() && value.booleanValue();
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** As maps, lists, texts, numbers and booleans. */
  static Object plain(JsonNode node) {
    return MAPPER.treeToValue(node, Object.class);
  }
}
