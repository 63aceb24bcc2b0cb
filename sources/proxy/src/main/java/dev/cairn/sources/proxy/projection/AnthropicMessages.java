package dev.cairn.sources.proxy.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Anthropic's Messages API, as spoken by Anthropic itself and by clouds that resell it. */
final class AnthropicMessages implements Dialect {
  @Override
  public String name() {
    return "anthropic-messages";
  }

  @Override
  public String provider() {
    return "anthropic";
  }

  @Override
  public boolean speaks(String path, JsonNode body) {
    return path.endsWith("/messages")
        || path.endsWith("/messages/count_tokens")
        || (body.has("anthropic_version") && body.path("messages").isArray());
  }

  @Override
  public boolean converses(String path) {
    return !path.contains("/count_tokens");
  }

  @Override
  public List<String> settings() {
    return List.of("max_tokens", "thinking", "output_config", "context_management", "stream");
  }

  @Override
  public JsonNode opening(JsonNode asked) {
    return asked.path("messages").path(0).path("content");
  }

  @Override
  public Script script(JsonNode asked) {
    Cut cut = new Cut();
    Original last = null;
    int index = 0;
    for (JsonNode message : asked.path("messages").values()) {
      String role = Json.text(message, "role");
      String author = role == null ? "user" : role;
      Original original = new Original(index++, author, Blocks.of(message.path("content")), last);
      last = original;
      List<Part> parts = AnthropicBlocks.parts(original);
      if (author.equals("assistant")) {
        cut.assistant(parts);
      } else {
        cut.others(author, author, parts);
      }
    }
    return new Script(cut.messages(), last, index, "");
  }

  @Override
  public Answer whole(JsonNode body, Script script) {
    if (!"assistant".equals(Json.text(body, "role"))) {
      return new Answer(null, Failure.of(body));
    }
    return new Answer(reply(body, Json.text(body, "stop_reason"), script), null);
  }

  @Override
  public Answer streamed(List<StreamEvent> events, Script script) {
    AnthropicStream stream = new AnthropicStream();
    events.forEach(event -> stream.accept(Json.object(event.data())));
    JsonNode message = stream.message();
    Reply reply = message == null ? null : reply(message, stream.stopReason(), script);
    return new Answer(reply, stream.failure());
  }

  private static Reply reply(JsonNode message, @Nullable String stopReason, Script script) {
    Original original =
        new Original(
            script.count(), "assistant", Blocks.of(message.path("content")), script.last());
    return new Reply(
        Json.firstText(message, "id"),
        Json.firstText(message, "model"),
        AnthropicBlocks.parts(original),
        AnthropicUsage.of(message.path("usage")),
        stopReason);
  }
}
