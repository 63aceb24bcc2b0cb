package dev.cairn.sources.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the journal tells of an exchange that was never closed. */
final class OpenExchange {
  private static final Set<String> ABOUT =
      Set.of("ts_start", "workspace", "machine", "run_id", "upstream", "client");
  private static final Set<String> PLACE = Set.of("cwd", "git_branch");
  private static final int REPEATED = 64 << 10;

  private @Nullable ObjectNode request;
  private long events;

  void request(byte[] json) {
    try {
      if (JsonMapper.shared().readTree(json) instanceof ObjectNode node) {
        request = node;
        shorten(node.path("request"));
      }
    } catch (JacksonException e) {
      request = null;
    }
  }

  private static void shorten(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("body").asString("").length() > REPEATED) {
      object.putNull("body").put("body_in", "request");
    }
  }

  void event() {
    events++;
  }

  /** The record that closes it. */
  byte[] closing(String id, Identity identity, String now) {
    Map<String, Object> closing = new LinkedHashMap<>();
    closing.put("exchange_id", id);
    closing.put("kind", "exchange");
    closing.put("ts_start", now);
    closing.put("ts_end", now);
    closing.put("duration_ms", 0);
    closing.put("workspace", identity.workspace());
    closing.put("machine", identity.machine());
    closing.put("upstream", "none");
    closing.put("client", Map.of("ip", ""));
    copy(ABOUT, closing);
    JsonNode sent = request == null ? null : request.get("request");
    closing.put(
        "request", sent == null ? Map.of("method", "", "path", "", "headers", Map.of()) : sent);
    closing.put("stream_event_count", events);
    closing.put("error", "interrupted");
    copy(PLACE, closing);
    closing.put("recording", "interrupted");
    return JsonMapper.shared().writeValueAsBytes(closing);
  }

  private void copy(Set<String> keys, Map<String, Object> to) {
    for (String key : keys) {
      JsonNode value = request == null ? null : request.get(key);
      if (value != null) {
        to.put(key, value);
      }
    }
  }
}
