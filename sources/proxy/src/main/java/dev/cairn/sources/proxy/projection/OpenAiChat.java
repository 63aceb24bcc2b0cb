package dev.cairn.sources.proxy.projection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenAI's Chat Completions API, the one that most other providers speak too. */
final class OpenAiChat implements Dialect {
  @Override
  public String name() {
    return "openai-chat";
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  public boolean speaks(String path, JsonNode body) {
    return path.endsWith("/chat/completions");
  }

  @Override
  public List<String> settings() {
    return List.of(
        "max_tokens",
        "max_completion_tokens",
        "reasoning_effort",
        "response_format",
        "temperature",
        "tool_choice",
        "stream");
  }

  @Override
  public JsonNode opening(JsonNode asked) {
    return Session.opening(asked.path("messages"));
  }

  @Override
  public Script script(JsonNode asked) {
    Cut cut = new Cut();
    Original last = null;
    int index = 0;
    for (JsonNode message : asked.path("messages").values()) {
      String told = Json.text(message, "role");
      String role = told == null ? "user" : told;
      last = original(index++, role, message, last);
      if (role.equals("assistant")) {
        cut.assistant(ChatParts.spoken(message, last));
      } else {
        String shown =
            role.equals("developer") ? "system" : role.equals("function") ? "tool" : role;
        cut.others(shown, role, ChatParts.others(message, role, last));
      }
    }
    return new Script(cut.messages(), last, index, "");
  }

  /** A message of calls alone has no content to be told apart by, so its calls stand for it. */
  private static Original original(
      int index, String role, JsonNode message, @Nullable Original before) {
    JsonNode content = Blocks.of(message.path("content"));
    JsonNode calls = message.path("tool_calls");
    return new Original(
        index, role, content.isEmpty() && calls.isArray() ? calls : content, before);
  }

  @Override
  public Answer whole(JsonNode body, Script script) {
    if (!body.path("choices").isArray()) {
      return new Answer(null, Failure.of(body));
    }
    JsonNode choice = body.path("choices").path(0);
    String reason = Json.text(choice, "finish_reason");
    return new Answer(reply(body, choice.path("message"), reason, script), null);
  }

  @Override
  public Answer streamed(List<StreamEvent> events, Script script) {
    ChatStream stream = new ChatStream();
    events.forEach(event -> stream.accept(event.data()));
    JsonNode completion = stream.completion();
    Reply reply =
        completion == null
            ? null
            : reply(completion, stream.message(), stream.finishReason(), script);
    return new Answer(reply, stream.failure());
  }

  private static Reply reply(
      JsonNode completion, JsonNode message, @Nullable String reason, Script script) {
    Original original = original(script.count(), "assistant", message, script.last());
    List<Part> parts = new ArrayList<>(ChatParts.spoken(message, original));
    return new Reply(
        Json.firstText(completion, "id"),
        Json.firstText(completion, "model"),
        parts,
        OpenAiUsage.ofCompletion(completion.path("usage")),
        reason);
  }
}
