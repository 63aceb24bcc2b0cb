package dev.cairn.model;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one model request, by kind; null where the provider did not say.
 *
 * @param input read without any cache (where a provider counts cached tokens in, they are taken
 *     out)
 * @param output written, reasoning included
 * @param cacheRead read from the cache
 * @param cacheWrite5m written to the five-minute cache, or to a cache of unknown life
 * @param cacheWrite1h written to the one-hour cache
 * @param reasoning the part of {@code output} that was reasoning
 */
public record Usage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite5m,
    @Nullable Long cacheWrite1h,
    @Nullable Long reasoning) {

  /** Nothing was said. */
  public static final Usage NOT_RECORDED = new Usage(null, null, null, null, null, null);

  /** Writes the six token columns of a row. */
  public Row into(Row row) {
    return row.set("input_tokens", input)
        .set("output_tokens", output)
        .set("cache_read_tokens", cacheRead)
        .set("cache_write_5m_tokens", cacheWrite5m)
        .set("cache_write_1h_tokens", cacheWrite1h)
        .set("reasoning_tokens", reasoning);
  }

  /** Reads the six token columns of a row. */
  public static Usage of(Row row) {
    return new Usage(
        row.number("input_tokens"),
        row.number("output_tokens"),
        row.number("cache_read_tokens"),
        row.number("cache_write_5m_tokens"),
        row.number("cache_write_1h_tokens"),
        row.number("reasoning_tokens"));
  }
}
