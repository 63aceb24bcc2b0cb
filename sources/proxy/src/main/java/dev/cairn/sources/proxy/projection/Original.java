package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message as the provider's API carries it, before it is cut; knows its Collectivus id. */
final class Original {
  private final int index;
  private final String role;
  private final JsonNode content;
  private final @Nullable Original before;
  private @Nullable String id;

  /**
   * @param index its place in the request; a response stands behind all of them
   * @param role the role that Collectivus gives it
   * @param content its blocks, as Collectivus hashes them
   * @param before the message before it
   */
  Original(int index, String role, JsonNode content, @Nullable Original before) {
    this.index = index;
    this.role = role;
    this.content = content;
    this.before = before;
  }

  int index() {
    return index;
  }

  String role() {
    return role;
  }

  JsonNode content() {
    return content;
  }

  @Nullable Original before() {
    return before;
  }

  /** {@code message_id} of Collectivus, in a conversation of this id. */
  String id(String conversation) {
    if (id == null) {
      id = Digest.of(conversation + ":" + role + ":" + CanonicalJson.of(content));
    }
    return id;
  }
}
