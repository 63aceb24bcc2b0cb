package dev.cairn.sources.proxy;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Where requests say which session they belong to. */
final class SessionId {
  private static final List<String> HEADERS =
      List.of("x-claude-code-session-id", "session-id", "session_id");

  /** Reads a value and leaves what follows it alone. */
  private static final ObjectReader PART =
      JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SessionId() {}

  static @Nullable String ofHeaders(Function<String, @Nullable String> header) {
    for (String name : HEADERS) {
      String value = header.apply(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  /** The session in {@code metadata.user_id}, which is an object or its JSON text. */
  static @Nullable String ofBody(byte[] body, int length) {
    try (JsonParser parser = JsonMapper.shared().createParser(body, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean metadata = parser.currentName().equals("metadata");
        parser.nextToken();
        if (metadata) {
          return ofMetadata(PART.readTree(parser));
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String ofMetadata(JsonNode metadata) {
    JsonNode user = metadata.path("user_id");
    if (user.isString() && user.stringValue().startsWith("{")) {
      user = JsonMapper.shared().readTree(user.stringValue());
    }
    JsonNode session = user.path("session_id");
    return session.isString() && !session.stringValue().isBlank() ? session.stringValue() : null;
  }
}
