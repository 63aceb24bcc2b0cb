package dev.cairn.sources.proxy;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** What a message says of its kind: the {@code type} of its JSON object. */
final class EventType {
  private EventType() {}

  static @Nullable String of(byte[] json, int length) {
    if (length == 0 || json[0] != '{') {
      return null;
    }
    try (JsonParser parser = JsonMapper.shared().createParser(json, 0, length)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean type = parser.currentName().equals("type");
        JsonToken value = parser.nextToken();
        if (type) {
          return value == JsonToken.VALUE_STRING ? parser.getString() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
