package dev.cairn.sources.proxy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An answer of the proxy itself to an agent, in a form that Anthropic's and OpenAI's clients read.
 *
 * @param status the HTTP status
 * @param body JSON
 */
record ErrorReply(int status, byte[] body) {
  static ErrorReply of(int status, String code, String message) {
    JsonLine line = new JsonLine().begin().text("type", "error").open("error");
    line.text("type", type(status)).text("message", message).text("code", code).nothing("param");
    return new ErrorReply(status, line.close().end());
  }

  private static String type(int status) {
    return status == 404 ? "not_found_error" : status < 500 ? "invalid_request_error" : "api_error";
  }

  /** Its headers, for the wire and for the record. */
  Iterable<Map.Entry<String, String>> headers() {
    return List.of(
        Map.entry("content-type", "application/json"),
        Map.entry("content-length", Integer.toString(body.length)));
  }

  @Override
  public String toString() {
    return status + " " + new String(body, StandardCharsets.UTF_8);
  }
}
