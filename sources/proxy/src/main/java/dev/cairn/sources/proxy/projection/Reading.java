package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What the request of an exchange means.
 *
 * @param dialect how it is written; null when it is no request to a model
 * @param asked the part of its body that asks
 * @param seen the agent that sent it
 * @param script the conversation that it carries
 * @param keys the names of the messages in it
 * @param provider who answers
 */
record Reading(
    @Nullable Dialect dialect,
    JsonNode asked,
    Sightings.Seen seen,
    Script script,
    Keys keys,
    @Nullable String provider) {

  /** What a person opened the conversation with; missing where it is not known. */
  JsonNode opening() {
    return dialect == null ? MissingNode.getInstance() : dialect.opening(asked);
  }
}
