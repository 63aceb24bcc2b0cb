package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenAI's token counts, where what was read from or written to a cache is counted in. */
final class OpenAiUsage {
  private OpenAiUsage() {}

  /** Of the Responses API. */
  static Usage ofResponse(JsonNode usage) {
    return of(
        Json.number(usage, "input_tokens"),
        usage.path("input_tokens_details"),
        Json.number(usage, "output_tokens"),
        usage.path("output_tokens_details"));
  }

  /** Of Chat Completions. */
  static Usage ofCompletion(JsonNode usage) {
    return of(
        Json.number(usage, "prompt_tokens"),
        usage.path("prompt_tokens_details"),
        Json.number(usage, "completion_tokens"),
        usage.path("completion_tokens_details"));
  }

  private static Usage of(
      @Nullable Long all, JsonNode inputDetails, @Nullable Long output, JsonNode outputDetails) {
    Long read = Json.number(inputDetails, "cached_tokens");
    Long written = Json.number(inputDetails, "cache_write_tokens");
    Long fresh =
        all == null ? null : Long.valueOf(Math.max(0, all - orZero(read) - orZero(written)));
    Long reasoning = Json.number(outputDetails, "reasoning_tokens");
    return new Usage(fresh, output, read, written, null, reasoning);
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
