package dev.cairn.sources.proxy.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the cell {@code attributes}: what of a part has no column of its own. */
final class Attributes {
  private final StringBuilder shared = new StringBuilder();

  /**
   * @param asked the request's body
   * @param settings the keys of it that tell how the model was to answer
   */
  Attributes(JsonNode asked, List<String> settings) {
    StringBuilder request = new StringBuilder();
    for (String key : settings) {
      JsonNode value = asked.path(key);
      if (!value.isMissingNode() && !value.isNull()) {
        key(request, key, '{');
        CanonicalJson.write(value, request);
      }
    }
    if (!request.isEmpty()) {
      shared.append(",\"request\":").append(request).append('}');
    }
    add(shared, "user_id", Json.firstText(Session.userId(asked), "account_uuid"));
  }

  /** What every part has. */
  StringBuilder of(Part part) {
    StringBuilder out = new StringBuilder(128);
    out.append("{\"index\":").append(part.original().index());
    out.append(",\"compat_part\":").append(part.place());
    add(out, "compat_role", part.original().role());
    add(out, "provider_type", part.providerType());
    add(out, "thinking_signature", part.signature());
    add(out, "caller_type", part.caller());
    if (part.tool() != null && "error".equals(part.tool().status())) {
      out.append(",\"is_error\":true");
    }
    return out.append(shared);
  }

  /** What the last part of a reply has besides. */
  static void end(StringBuilder out, @Nullable String stopReason, @Nullable Failure failure) {
    add(out, "finish_reason", finishReason(stopReason));
    if (failure != null) {
      add(out, "error_code", failure.code());
      add(out, "error_message", failure.message());
    }
  }

  private static @Nullable String finishReason(@Nullable String stopReason) {
    if (stopReason == null) {
      return null;
    }
    return switch (stopReason) {
      case "end_turn", "stop_sequence", "completed" -> "stop";
      case "max_tokens", "max_output_tokens" -> "length";
      case "pause_turn" -> "pause";
      default -> stopReason;
    };
  }

  private static void add(StringBuilder out, String key, @Nullable String value) {
    if (value != null) {
      key(out, key, ',');
      CanonicalJson.quote(value, out);
    }
  }

  private static void key(StringBuilder out, String key, char first) {
    CanonicalJson.quote(key, out.append(out.isEmpty() ? first : ','));
    out.append(':');
  }
}
