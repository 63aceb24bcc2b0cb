package dev.cairn.sources.proxy.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Names the messages of one exchange by nothing but this exchange, in such a way that every
 * exchange of the conversation gives a message the same name.
 */
final class Keys {
  private final List<Keyed> messages = new ArrayList<>();
  private final Map<String, Integer> saidBefore = new HashMap<>();
  private final Map<String, Integer> wordsSinceReply = new HashMap<>();
  private String preceding;
  private int repeated;

  private Keys(String preceding) {
    this.preceding = preceding;
  }

  /** Names the messages of a request. */
  static Keys of(Script script) {
    Keys keys = new Keys(script.preceding());
    script.messages().forEach(keys::add);
    return keys;
  }

  private void add(Message message) {
    messages.add(
        switch (message.kind()) {
          case ASSISTANT -> assistant(message);
          case TOOL_RESULT -> result(message);
          case WORDS -> words(message);
        });
  }

  private Keyed assistant(Message message) {
    String digest = digest(message.parts());
    int occurrence = saidBefore.merge(digest, 1, Integer::sum);
    preceding = alias(digest, occurrence);
    repeated = messages.size() + 1;
    wordsSinceReply.clear();
    return new Keyed(message, preceding, preceding, null, null);
  }

  private static Keyed result(Message message) {
    Part.Tool tool = message.parts().getFirst().tool();
    String key = "t-" + (tool == null ? "" : tool.id());
    return new Keyed(message, key, null, null, null);
  }

  private Keyed words(Message message) {
    String hash = Digest.of(canonical(message));
    String key = "w-" + Digest.of(preceding + "\n" + hash);
    int occurrence = wordsSinceReply.merge(key, 1, Integer::sum);
    String apart = occurrence == 1 ? key : key + "#" + occurrence;
    return new Keyed(message, apart, null, preceding, hash);
  }

  /** All messages of the request, in order. */
  List<Keyed> messages() {
    return messages;
  }

  /** How many of them stand up to and including the last assistant message. */
  int repeated() {
    return repeated;
  }

  /** What the next request will call a reply of these parts. */
  String aliasOfReply(List<Part> parts) {
    String digest = digest(parts);
    return alias(digest, saidBefore.getOrDefault(digest, 0) + 1);
  }

  private static String alias(String digest, int occurrence) {
    return "a-" + digest + "#" + occurrence;
  }

  /** By the first call in it, or else by its text: what a client sends back unchanged. */
  private static String digest(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String callId = part.callId();
      if (callId != null) {
        return Digest.of("call:" + callId);
      }
      String said = part.type().equals("text") ? part.text() : null;
      if (said != null && !said.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(said);
      }
    }
    return Digest.of("text:" + text.toString().strip());
  }

  /** Role and parts as canonical JSON; texts look the same in all dialects. */
  private static String canonical(Message message) {
    StringBuilder out = new StringBuilder("{\"content\":[");
    int start = out.length();
    for (Part part : message.parts()) {
      out.append(out.length() == start ? "" : ",");
      String text = part.type().equals("text") ? part.text() : null;
      if (text == null) {
        CanonicalJson.write(withoutCacheMark(part), out);
      } else {
        CanonicalJson.quote(text, out.append("{\"text\":"));
        out.append(",\"type\":\"text\"}");
      }
    }
    CanonicalJson.quote(message.role(), out.append("],\"role\":"));
    return out.append('}').toString();
  }

  private static JsonNode withoutCacheMark(Part part) {
    JsonNode block = part.original().content().path(part.place());
    return block.has("cache_control")
        ? block.deepCopy().asObject().without("cache_control")
        : block;
  }
}
