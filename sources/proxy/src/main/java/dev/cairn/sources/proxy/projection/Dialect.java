package dev.cairn.sources.proxy.projection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How one family of model APIs reads. */
sealed interface Dialect permits AnthropicMessages, OpenAiResponses, OpenAiChat {
  List<Dialect> ALL = List.of(new AnthropicMessages(), new OpenAiResponses(), new OpenAiChat());

  /** The dialect of a request, told by the end of its path and the form of its body. */
  static Optional<Dialect> of(String path, JsonNode body) {
    int query = path.indexOf('?');
    String bare = query < 0 ? path : path.substring(0, query);
    return ALL.stream().filter(dialect -> dialect.speaks(bare, body)).findFirst();
  }

  /** The dialect of this name. */
  static Optional<Dialect> named(@Nullable String name) {
    return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }

  /** Its name in the column {@code dialect}. */
  String name();

  /** Who speaks it at home. */
  String provider();

  /** Whether a request to this path, without its query, is of this dialect. */
  boolean speaks(String path, JsonNode body);

  /** Whether a request to this path asks the model to say something. */
  default boolean converses(String path) {
    return true;
  }

  /** The part of the body that asks, where it is wrapped in another object. */
  default JsonNode asked(JsonNode body) {
    return body;
  }

  /** The messages of a request. */
  Script script(JsonNode asked);

  /** What a person opened the conversation with, as sent; missing where it is not there. */
  JsonNode opening(JsonNode asked);

  /** Keys of the body that tell how the model was to answer. */
  List<String> settings();

  /**
   * Reads a whole response.
   *
   * @param body the response's body
   * @param script what it answers
   */
  Answer whole(JsonNode body, Script script);

  /**
   * Reads a response that came as events, as far as it came.
   *
   * @param events all of them in order
   * @param script what it answers
   */
  Answer streamed(List<StreamEvent> events, Script script);
}
