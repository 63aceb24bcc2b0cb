package dev.cairn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads what was said so far out of the body of a request. */
final class Conversation {
  private static final Set<String> REPLY_ITEMS =
      Set.of("function_call", "custom_tool_call", "local_shell_call", "reasoning");

  private final List<String> words = new ArrayList<>();
  private int replies;
  private boolean inReply;

  private Conversation() {}

  static Asked read(Dialect dialect, JsonNode body, Map<String, String> headers) {
    return read(dialect, body, List.of(), headers);
  }

  /**
   * @param earlier input items that the request only refers to
   */
  static Asked read(
      Dialect dialect, JsonNode body, List<JsonNode> earlier, Map<String, String> headers) {
    Conversation conversation = new Conversation();
    earlier.forEach(conversation::item);
    JsonNode input = body.path(dialect == Dialect.RESPONSES ? "input" : "messages");
    if (input.isString()) {
      conversation.words.add(input.stringValue());
    }
    input.values().forEach(conversation::item);
    return new Asked(
        dialect,
        body.path("model").asString(""),
        body.path("stream").asBoolean(false),
        conversation.words,
        conversation.replies,
        toolNames(body, earlier),
        headers,
        body);
  }

  /** Neighbouring items of the model are one reply. */
  private void item(JsonNode item) {
    String role = item.path("role").asString("");
    boolean reply =
        role.equals("assistant") || REPLY_ITEMS.contains(item.path("type").asString(""));
    if (reply && !inReply) {
      replies++;
    }
    inReply = reply;
    if (role.equals("user")) {
      content(item.path("content"));
    }
  }

  private void content(JsonNode content) {
    if (content.isString()) {
      words.add(content.stringValue());
    }
    for (JsonNode part : content.values()) {
      if (part.path("text").isString()) {
        words.add(part.path("text").stringValue());
      }
    }
  }

  /** Tools stand in the request itself, or in items of its input. */
  private static List<String> toolNames(JsonNode body, List<JsonNode> earlier) {
    List<String> names = new ArrayList<>();
    addNames(body.path("tools"), names);
    Stream.concat(earlier.stream(), body.path("input").valueStream())
        .filter(item -> item.path("type").asString("").equals("additional_tools"))
        .forEach(item -> addNames(item.path("tools"), names));
    return names;
  }

  /** A name space is a list of tools with a name of its own. */
  private static void addNames(JsonNode tools, List<String> names) {
    for (JsonNode tool : tools.values()) {
      addNames(tool.path("tools"), names);
      JsonNode name = tool.path("name");
      names.add((name.isMissingNode() ? tool.path("function").path("name") : name).asString(""));
    }
  }
}
