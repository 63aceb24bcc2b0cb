package dev.cairn.sources.proxy.projection;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why the provider could not answer, in its words.
 *
 * @param code its type or code
 * @param message its sentence
 */
record Failure(@Nullable String code, @Nullable String message) {

  /**
   * Reads {@code {"error":{"type","code","message"}}}, {@code {"error":"..."}}, {@code
   * {"detail":"..."}} and the bare {@code {"type":"error","code","message"}}.
   */
  static @Nullable Failure of(JsonNode body) {
    JsonNode error = body.path("error");
    if (error.isObject()) {
      return described(error);
    }
    if (error.isString()) {
      return new Failure(null, error.stringValue());
    }
    if ("error".equals(Json.text(body, "type"))) {
      return new Failure(Json.text(body, "code"), Json.text(body, "message"));
    }
    String detail = Json.firstText(body, "detail", "message");
    return detail == null ? null : new Failure(null, detail);
  }

  static Failure described(JsonNode error) {
    return new Failure(Json.firstText(error, "type", "code"), Json.text(error, "message"));
  }

  /** The cell {@code error} of the exchange. */
  String sentence() {
    if (code == null || message == null) {
      return code != null ? code : message != null ? message : "error";
    }
    return code + ": " + message;
  }
}
