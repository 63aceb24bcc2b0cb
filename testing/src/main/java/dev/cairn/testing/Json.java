package dev.cairn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON written from maps in the order they were filled. */
final class Json {
  private Json() {}

  /** An object of names and values in turn; a null value is JSON's null. */
  static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }

  static String text(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  /** A tree, or null when the text is not JSON. */
  static @Nullable JsonNode parsed(String text) {
    try {
      return tree(text);
    } catch (JacksonException malformed) {
      return null;
    }
  }

  static JsonNode tree(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
