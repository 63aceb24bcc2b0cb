package dev.cairn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbered events of one response. */
final class ResponseEvents {
  private final List<Frame> frames = new ArrayList<>();

  List<Frame> frames() {
    return frames;
  }

  void add(Frame frame) {
    frames.add(frame);
  }

  void add(String type, Object... namesAndValues) {
    Map<String, @Nullable Object> event = Json.object("type", type);
    event.put("sequence_number", frames.size());
    event.putAll(Json.object(namesAndValues));
    frames.add(new Frame.Event(type, Json.text(event)));
  }

  /** The events of one output item. */
  void item(int index, Part part) {
    add("response.output_item.added", "output_index", index, "item", begun(part));
    switch (part) {
      case Part.Thinking thinking -> summary(index, thinking);
      case Part.Words words -> words(index, words);
      case Part.ToolUse use -> arguments(index, use);
      case Part.Deed _ -> {}
    }
    add("response.output_item.done", "output_index", index, "item", done(part));
  }

  private void summary(int index, Part.Thinking thinking) {
    Object[] at = {"item_id", thinking.id(), "output_index", index, "summary_index", 0};
    if (thinking.text().isEmpty()) {
      return;
    }
    add("response.reasoning_summary_part.added", with(at, "part", summaryText("")));
    for (String piece : Voice.pieces(thinking.text())) {
      add("response.reasoning_summary_text.delta", with(at, "delta", piece));
    }
    add("response.reasoning_summary_text.done", with(at, "text", thinking.text()));
    add("response.reasoning_summary_part.done", with(at, "part", summaryText(thinking.text())));
  }

  private void words(int index, Part.Words words) {
    Object[] at = {"item_id", words.id(), "output_index", index, "content_index", 0};
    add("response.content_part.added", with(at, "part", outputText("")));
    for (String piece : Voice.pieces(words.text())) {
      add("response.output_text.delta", with(at, "delta", piece));
    }
    add("response.output_text.done", with(at, "text", words.text()));
    add("response.content_part.done", with(at, "part", outputText(words.text())));
  }

  private void arguments(int index, Part.ToolUse use) {
    Object[] at = {"item_id", use.itemId(), "output_index", index};
    String grows = use.custom() ? "custom_tool_call_input" : "function_call_arguments";
    for (String piece : Voice.pieces(use.arguments())) {
      add("response." + grows + ".delta", with(at, "delta", piece));
    }
    add("response." + grows + ".done", with(at, argumentsOf(use), use.arguments()));
  }

  private static Object[] with(Object[] at, String name, Object value) {
    Object[] all = java.util.Arrays.copyOf(at, at.length + 2);
    all[at.length] = name;
    all[at.length + 1] = value;
    return all;
  }

  private static Object begun(Part part) {
    return switch (part) {
      case Part.Thinking thinking -> reasoning(thinking, List.of());
      case Part.Words words -> message(words, "in_progress", List.of());
      case Part.ToolUse use -> call(use, "in_progress", "");
      case Part.Deed _ -> Map.of();
    };
  }

  /** An output item as it stands when complete. */
  static Object done(Part part) {
    return switch (part) {
      case Part.Thinking thinking ->
          reasoning(
              thinking,
              thinking.text().isEmpty() ? List.of() : List.of(summaryText(thinking.text())));
      case Part.Words words -> message(words, "completed", List.of(outputText(words.text())));
      case Part.ToolUse use -> call(use, "completed", use.arguments());
      case Part.Deed _ -> Map.of();
    };
  }

  private static Object reasoning(Part.Thinking thinking, List<Object> summary) {
    return Json.object(
        "id",
        thinking.id(),
        "type",
        "reasoning",
        "summary",
        summary,
        "encrypted_content",
        thinking.signature());
  }

  private static Object message(Part.Words words, String status, List<Object> content) {
    return Json.object(
        "id",
        words.id(),
        "type",
        "message",
        "status",
        status,
        "role",
        "assistant",
        "content",
        content);
  }

  private static String argumentsOf(Part.ToolUse use) {
    return use.custom() ? "input" : "arguments";
  }

  private static Object call(Part.ToolUse use, String status, String arguments) {
    return Json.object(
        "id",
        use.itemId(),
        "type",
        use.custom() ? "custom_tool_call" : "function_call",
        "status",
        status,
        "call_id",
        use.id(),
        "name",
        use.name(),
        argumentsOf(use),
        arguments);
  }

  private static Object outputText(String text) {
    return Json.object("type", "output_text", "text", text, "annotations", List.of());
  }

  private static Object summaryText(String text) {
    return Json.object("type", "summary_text", "text", text);
  }
}
