package dev.cairn.sources.proxy;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a record of the proxy says of itself first.
 *
 * @param exchange the exchange it belongs to
 * @param kind what it tells
 */
record RecordHead(String exchange, String kind) {
  /** Reads it; null when the record belongs to no exchange or makes no sense. */
  static @Nullable RecordHead read(byte[] json) {
    try (JsonParser parser = JsonMapper.shared().createParser(json)) {
      String exchange = null;
      String kind = null;
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && key.equals("exchange_id")) {
          exchange = parser.getString();
        } else if (value == JsonToken.VALUE_STRING && key.equals("kind")) {
          kind = parser.getString();
        } else {
          parser.skipChildren();
        }
        if (exchange != null && kind != null) {
          return kind.equals("loss") ? null : new RecordHead(exchange, kind);
        }
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
