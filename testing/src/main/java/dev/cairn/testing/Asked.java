package dev.cairn.testing;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a request asks of a scripted model, in the words common to all dialects.
 *
 * @param dialect the protocol
 * @param model the model asked for
 * @param streaming whether events are wanted
 * @param words the texts of all user messages, in order
 * @param replies how many replies of the model the conversation already has
 * @param tools the names of the tools offered
 * @param headers of the request, names in lower case
 * @param body the request as it came
 */
public record Asked(
    Dialect dialect,
    String model,
    boolean streaming,
    List<String> words,
    int replies,
    List<String> tools,
    Map<String, String> headers,
    JsonNode body) {
  public Asked {
    words = List.copyOf(words);
    tools = List.copyOf(tools);
    headers = Map.copyOf(headers);
  }

  /** Whether a user message contains this. */
  public boolean contains(String text) {
    return text.isEmpty() || words.stream().anyMatch(message -> message.contains(text));
  }
}
