package dev.cairn.testing;

/**
 * What a reply is billed for.
 *
 * @param input tokens read fresh
 * @param cacheRead tokens read from a cache
 * @param cacheWrite5m tokens written to a cache for five minutes; OpenAI has none
 * @param cacheWrite1h tokens written to a cache for an hour; OpenAI has none
 * @param output tokens written, reasoning included
 * @param reasoning how many of the output tokens were reasoning
 */
public record Tokens(
    long input, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long reasoning) {

  /** A reply without caches and without reasoning. */
  public static Tokens of(long input, long output) {
    return new Tokens(input, 0, 0, 0, output, 0);
  }

  /** All tokens of the request, as OpenAI counts its input. */
  long wholeInput() {
    return input + cacheRead + cacheWrite5m + cacheWrite1h;
  }
}
