package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's token counts. */
final class AnthropicUsage {
  private AnthropicUsage() {}

  static Usage of(JsonNode usage) {
    Long written = Json.number(usage, "cache_creation_input_tokens");
    JsonNode byLife = usage.path("cache_creation");
    Long hour = Json.number(byLife, "ephemeral_1h_input_tokens");
    Long minutes = Json.number(byLife, "ephemeral_5m_input_tokens");
    return new Usage(
        Json.number(usage, "input_tokens"),
        Json.number(usage, "output_tokens"),
        Json.number(usage, "cache_read_input_tokens"),
        written == null ? minutes : Long.valueOf(rest(written, hour)),
        hour,
        Json.number(usage.path("output_tokens_details"), "thinking_tokens"));
  }

  private static long rest(long written, @Nullable Long hour) {
    return hour == null ? written : Math.max(0, written - hour);
  }

  /**
   * Puts later counts over earlier ones. All counts of a stream are totals so far, so the last one
   * stands; a zero where there was a count before is a gap in what a reseller tells.
   */
  static void merge(ObjectNode into, JsonNode later) {
    for (Map.Entry<String, JsonNode> count : later.properties()) {
      JsonNode value = count.getValue();
      boolean gap = value.isNull() || (value.isNumber() && value.doubleValue() == 0);
      if (!gap || !into.has(count.getKey())) {
        into.set(count.getKey(), value);
      }
    }
  }
}
