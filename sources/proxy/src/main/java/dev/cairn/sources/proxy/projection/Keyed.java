package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;

/**
 * A message with its names.
 *
 * @param message the message
 * @param key what it is called as long as only this exchange is known
 * @param alias for an assistant: what the history of a later request calls it
 * @param preceding for words: the alias or key of the assistant message before them, or empty
 * @param contentHash for words: a hash of what they say, without cache marks
 */
record Keyed(
    Message message,
    String key,
    @Nullable String alias,
    @Nullable String preceding,
    @Nullable String contentHash) {}
