package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model said in an exchange.
 *
 * @param id the provider's id of the message or response
 * @param model the model that answered
 * @param parts what it said, as far as it came
 * @param usage what it cost
 * @param stopReason why it stopped, in the provider's word; {@code error} when it was cut off
 */
record Reply(
    @Nullable String id,
    @Nullable String model,
    List<Part> parts,
    Usage usage,
    @Nullable String stopReason) {

  /** Whether anything was counted. */
  boolean billed() {
    return positive(usage.input())
        || positive(usage.output())
        || positive(usage.cacheRead())
        || positive(usage.cacheWrite5m())
        || positive(usage.cacheWrite1h());
  }

  private static boolean positive(@Nullable Long tokens) {
    return tokens != null && tokens > 0;
  }
}
