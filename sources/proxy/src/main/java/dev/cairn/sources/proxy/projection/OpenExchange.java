package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What the records so far have told of an exchange that has not closed. */
final class OpenExchange {
  private final Position first;
  private final List<StreamEvent> events = new ArrayList<>();
  private final Chunks requestChunks = new Chunks();
  private final Chunks responseChunks = new Chunks();
  private JsonNode request = MissingNode.getInstance();
  private Instant touched;
  private long held;
  private long eventBytesLeftOut;

  OpenExchange(Position first, Instant now) {
    this.first = first;
    this.touched = now;
  }

  /** Takes one of its records but the one that closes it. */
  void accept(String kind, JsonNode json, int length, boolean hold) {
    held += hold ? length : 0;
    switch (kind) {
      case "request" -> request = hold ? json.path("request") : request;
      case "body" -> body(json, hold);
      case "stream_event" -> event(json, length, hold);
      default -> {}
    }
  }

  private void body(JsonNode json, boolean hold) {
    String text = Json.text(json, "data");
    String chunk = text != null ? text : decoded(Json.text(json, "data_base64"));
    boolean ofRequest = "request".equals(Json.text(json, "of"));
    (ofRequest ? requestChunks : responseChunks).add(chunk, hold);
  }

  private void event(JsonNode json, int length, boolean hold) {
    if (!hold || eventBytesLeftOut > 0) {
      eventBytesLeftOut += length;
      return;
    }
    Long time = Json.number(json, "t_ms");
    String name = Json.text(json, "event");
    events.add(
        new StreamEvent(
            time == null ? 0 : time,
            name == null ? "message" : name,
            Json.text(json, "data"),
            Json.text(json, "data_base64")));
  }

  /** Bytes that are not UTF-8 are told by U+FFFD; the journal has them as they were. */
  static String decoded(@Nullable String base64) {
    try {
      byte[] bytes = base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  void touch(Instant now) {
    touched = now;
  }

  Instant touched() {
    return touched;
  }

  Position first() {
    return first;
  }

  /** Bytes of records that it holds. */
  long held() {
    return held;
  }

  /** The object {@code request} of its first record; missing in recordings of Collectivus. */
  JsonNode request() {
    return request;
  }

  List<StreamEvent> events() {
    return events;
  }

  /** Bytes of records of events that were not held. */
  long eventBytesLeftOut() {
    return eventBytesLeftOut;
  }

  Chunks requestChunks() {
    return requestChunks;
  }

  Chunks responseChunks() {
    return responseChunks;
  }
}
