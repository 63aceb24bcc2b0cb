package dev.cairn.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's messages. */
record MessagesVoice() implements Voice {
  @Override
  public List<Frame> stream(Asked asked, Reply reply) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.named("type", "message_start", "message", message(reply, List.of(), null, 1)));
    int index = 0;
    for (Part part : reply.parts()) {
      if (part instanceof Part.Deed deed) {
        frames.add(deed(deed.step()));
        continue;
      }
      block(frames, index, part);
      index++;
    }
    if (!reply.endsItself()) {
      end(frames, reply);
    }
    return frames;
  }

  private static Frame deed(Step step) {
    if (step instanceof Step.ErrorEvent(String type, String message)) {
      return Frame.named("type", "error", "error", Json.object("type", type, "message", message));
    }
    return new Frame.Deed(step);
  }

  private static void block(List<Frame> frames, int index, Part part) {
    frames.add(
        Frame.named("type", "content_block_start", "index", index, "content_block", empty(part)));
    if (index == 0) {
      frames.add(Frame.named("type", "ping"));
    }
    deltas(part)
        .forEach(delta ->
            frames.add(Frame.named("type", "content_block_delta", "index", index, "delta", delta)));
    frames.add(Frame.named("type", "content_block_stop", "index", index));
  }

  private static void end(List<Frame> frames, Reply reply) {
    Map<String, @Nullable Object> delta =
        Json.object("stop_reason", stopReason(reply), "stop_sequence", null);
    frames.add(
        Frame.named(
            "type",
            "message_delta",
            "delta",
            delta,
            "usage",
            usage(reply.tokens(), reply.tokens().output())));
    frames.add(Frame.named("type", "message_stop"));
  }

  private static Map<String, @Nullable Object> empty(Part part) {
    return switch (part) {
      case Part.Thinking _ -> Json.object("type", "thinking", "thinking", "", "signature", "");
      case Part.Words _ -> Json.object("type", "text", "text", "");
      case Part.ToolUse use ->
          Json.object("type", "tool_use", "id", use.id(), "name", use.name(), "input", Map.of());
      case Part.Deed _ -> Json.object();
    };
  }

  private static List<Object> deltas(Part part) {
    List<Object> deltas = new ArrayList<>();
    switch (part) {
      case Part.Thinking thinking -> {
        for (String piece : Voice.pieces(thinking.text())) {
          deltas.add(Json.object("type", "thinking_delta", "thinking", piece));
        }
        deltas.add(Json.object("type", "signature_delta", "signature", thinking.signature()));
      }
      case Part.Words words -> {
        for (String piece : Voice.pieces(words.text())) {
          deltas.add(Json.object("type", "text_delta", "text", piece));
        }
      }
      case Part.ToolUse use -> {
        deltas.add(Json.object("type", "input_json_delta", "partial_json", ""));
        for (String piece : Voice.pieces(use.arguments())) {
          deltas.add(Json.object("type", "input_json_delta", "partial_json", piece));
        }
      }
      case Part.Deed _ -> {}
    }
    return deltas;
  }

  @Override
  public String whole(Asked asked, Reply reply) {
    List<Object> content = new ArrayList<>();
    for (Part part : reply.parts()) {
      switch (part) {
        case Part.Thinking thinking ->
            content.add(
                Json.object(
                    "type",
                    "thinking",
                    "thinking",
                    thinking.text(),
                    "signature",
                    thinking.signature()));
        case Part.Words words -> content.add(Json.object("type", "text", "text", words.text()));
        case Part.ToolUse use -> content.add(call(use));
        case Part.Deed _ -> {}
      }
    }
    return Json.text(message(reply, content, stopReason(reply), reply.tokens().output()));
  }

  private static Object call(Part.ToolUse use) {
    return Json.object(
        "type",
        "tool_use",
        "id",
        use.id(),
        "name",
        use.name(),
        "input",
        Json.tree(use.arguments()));
  }

  private static Object message(
      Reply reply, List<Object> content, @Nullable String stopReason, long output) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("id", reply.messageId());
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", reply.model());
    message.put("content", content);
    message.put("stop_reason", stopReason);
    message.put("stop_sequence", null);
    message.put("usage", usage(reply.tokens(), output));
    return message;
  }

  private static Object usage(Tokens tokens, long output) {
    Map<String, @Nullable Object> usage = new LinkedHashMap<>();
    usage.put("input_tokens", tokens.input());
    usage.put("cache_creation_input_tokens", tokens.cacheWrite5m() + tokens.cacheWrite1h());
    usage.put("cache_read_input_tokens", tokens.cacheRead());
    usage.put(
        "cache_creation",
        Json.object(
            "ephemeral_5m_input_tokens",
            tokens.cacheWrite5m(),
            "ephemeral_1h_input_tokens",
            tokens.cacheWrite1h()));
    usage.put("output_tokens", output);
    usage.put("service_tier", "standard");
    return usage;
  }

  private static String stopReason(Reply reply) {
    return reply.toolUses().isEmpty() ? "end_turn" : "tool_use";
  }

  @Override
  public String failure(Step.Fail fail, String requestId) {
    return Json.text(
        Json.object(
            "type",
            "error",
            "error",
            Json.object("type", fail.type(), "message", fail.message()),
            "request_id",
            requestId));
  }

  @Override
  public Map<String, String> headers(String requestId) {
    return Map.of(
        "request-id",
        requestId,
        "anthropic-organization-id",
        "00000000-0000-4000-8000-000000000000");
  }
}
