package dev.cairn.sources.proxy.projection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Which conversation an exchange belongs to, where no agent tells it in a header. */
final class Session {
  /** How older Claude Code writes metadata.user_id. */
  private static final Pattern OLD_USER_ID =
      Pattern.compile("user_.*_session_([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");

  private Session() {}

  /** {@code metadata.user_id} where it is an object, be it in a text; else missing. */
  static JsonNode userId(JsonNode asked) {
    JsonNode userId = asked.path("metadata").path("user_id");
    if (userId.isObject()) {
      return userId;
    }
    return userId.isString() ? Json.object(userId.stringValue()) : MissingNode.getInstance();
  }

  /** The session that the body names. */
  static @Nullable String named(JsonNode asked) {
    String session = Json.firstText(userId(asked), "session_id");
    if (session != null) {
      return session;
    }
    String old = Json.text(asked.path("metadata"), "user_id");
    Matcher matcher = OLD_USER_ID.matcher(old == null ? "" : old);
    return matcher.matches() ? matcher.group(1) : ofOpenAi(asked.path("conversation"));
  }

  /** The Responses API keeps conversations under an id of its own, where a client wants it. */
  private static @Nullable String ofOpenAi(JsonNode conversation) {
    String id = Json.text(conversation);
    return id == null ? Json.firstText(conversation, "id") : id;
  }

  /** What the first message of a person says; instructions are the same in many conversations. */
  static JsonNode opening(JsonNode messages) {
    for (JsonNode message : messages.values()) {
      if ("user".equals(Json.text(message, "role"))) {
        return message.path("content");
      }
    }
    return messages.path(0).path("content");
  }

  /** A name made of how the conversation opens, or of the exchange where it does not say. */
  static String derived(JsonNode opening, String exchangeId) {
    return Digest.of(opening.isMissingNode() ? exchangeId : CanonicalJson.of(opening));
  }

  /**
   * {@code conversation_id} of Collectivus, which looked at no header and at every first message.
   */
  static String conversation(JsonNode asked, String exchangeId) {
    String session = Json.firstText(userId(asked), "session_id");
    JsonNode first = asked.path("messages").path(0).path("content");
    return session == null ? derived(first, exchangeId) : session;
  }
}
