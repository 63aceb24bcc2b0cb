package dev.cairn.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions; thinking is not told, only counted. */
record ChatVoice() implements Voice {
  private static final long CREATED = 1_760_000_000L;

  @Override
  public List<Frame> stream(Asked asked, Reply reply) {
    boolean usageAsked = asked.body().path("stream_options").path("include_usage").asBoolean(false);
    List<Frame> frames = new ArrayList<>();
    frames.add(chunk(reply, Json.object("role", "assistant", "content", ""), null, usageAsked));
    int calls = 0;
    for (Part part : reply.parts()) {
      if (part instanceof Part.Deed deed) {
        frames.add(deed(deed.step()));
        continue;
      }
      int call = part instanceof Part.ToolUse ? calls++ : 0;
      deltas(part, call).forEach(delta -> frames.add(chunk(reply, delta, null, usageAsked)));
    }
    if (!reply.endsItself()) {
      frames.add(chunk(reply, Json.object(), finishReason(reply), usageAsked));
      if (usageAsked) {
        frames.add(usageChunk(reply));
      }
      frames.add(new Frame.Event(null, "[DONE]"));
    }
    return frames;
  }

  private static Frame deed(Step step) {
    if (step instanceof Step.ErrorEvent(String type, String message)) {
      Object error = Json.object("message", message, "type", type, "code", type);
      return new Frame.Event(null, Json.text(Json.object("error", error)));
    }
    return new Frame.Deed(step);
  }

  private static List<Object> deltas(Part part, int call) {
    List<Object> deltas = new ArrayList<>();
    switch (part) {
      case Part.Words words ->
          Voice.pieces(words.text()).forEach(piece -> deltas.add(Json.object("content", piece)));
      case Part.ToolUse use -> {
        deltas.add(toolDelta(named(use, ""), call));
        for (String piece : Voice.pieces(use.arguments())) {
          deltas.add(toolDelta(Json.object("function", Json.object("arguments", piece)), call));
        }
      }
      case Part.Thinking _, Part.Deed _ -> {}
    }
    return deltas;
  }

  private static Object toolDelta(Map<String, @Nullable Object> content, int call) {
    Map<String, @Nullable Object> delta = Json.object("index", call);
    delta.putAll(content);
    return Json.object("tool_calls", List.of(delta));
  }

  private static Map<String, @Nullable Object> named(Part.ToolUse use, String arguments) {
    return Json.object(
        "id",
        use.id(),
        "type",
        "function",
        "function",
        Json.object("name", use.name(), "arguments", arguments));
  }

  private static Frame chunk(
      Reply reply, Object delta, @Nullable String finishReason, boolean usageAsked) {
    Object choice = Json.object("index", 0, "delta", delta, "finish_reason", finishReason);
    Map<String, @Nullable Object> chunk = head(reply, "chat.completion.chunk", List.of(choice));
    if (usageAsked) {
      chunk.put("usage", null);
    }
    return new Frame.Event(null, Json.text(chunk));
  }

  private static Frame usageChunk(Reply reply) {
    Map<String, @Nullable Object> chunk = head(reply, "chat.completion.chunk", List.of());
    chunk.put("usage", usage(reply.tokens()));
    return new Frame.Event(null, Json.text(chunk));
  }

  @Override
  public String whole(Asked asked, Reply reply) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", "assistant");
    message.put("content", reply.text().isEmpty() ? null : reply.text());
    if (!reply.toolUses().isEmpty()) {
      message.put(
          "tool_calls", reply.toolUses().stream().map(use -> named(use, use.arguments())).toList());
    }
    Object choice =
        Json.object("index", 0, "message", message, "finish_reason", finishReason(reply));
    Map<String, @Nullable Object> whole = head(reply, "chat.completion", List.of(choice));
    whole.put("usage", usage(reply.tokens()));
    return Json.text(whole);
  }

  private static Map<String, @Nullable Object> head(
      Reply reply, String object, List<Object> choices) {
    return Json.object(
        "id",
        reply.messageId(),
        "object",
        object,
        "created",
        CREATED,
        "model",
        reply.model(),
        "choices",
        choices);
  }

  private static Object usage(Tokens tokens) {
    return Json.object(
        "prompt_tokens",
        tokens.wholeInput(),
        "completion_tokens",
        tokens.output(),
        "total_tokens",
        tokens.wholeInput() + tokens.output(),
        "prompt_tokens_details",
        Json.object("cached_tokens", tokens.cacheRead()),
        "completion_tokens_details",
        Json.object("reasoning_tokens", tokens.reasoning()));
  }

  private static String finishReason(Reply reply) {
    return reply.toolUses().isEmpty() ? "stop" : "tool_calls";
  }

  @Override
  public String failure(Step.Fail fail, String requestId) {
    return Json.text(Json.object("error", ResponsesVoice.error(fail)));
  }

  @Override
  public Map<String, String> headers(String requestId) {
    return new ResponsesVoice().headers(requestId);
  }
}
