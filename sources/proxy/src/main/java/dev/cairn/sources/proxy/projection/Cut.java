package dev.cairn.sources.proxy.projection;

import dev.cairn.sources.proxy.projection.Message.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the messages of one request: what the model said in a row is one message, each result of a
 * tool is one, and the words beside results are one.
 */
final class Cut {
  private final List<Message> messages = new ArrayList<>();
  private final List<Part> spoken = new ArrayList<>();

  void assistant(List<Part> parts) {
    spoken.addAll(parts);
  }

  void others(String role, @Nullable String authorRole, List<Part> parts) {
    endAssistant();
    List<Part> words = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part.type().equals("tool_result") && part.tool() != null && part.tool().id() != null) {
        messages.add(new Message(Kind.TOOL_RESULT, "tool", authorRole, List.of(part)));
      } else {
        words.add(part);
      }
    }
    if (!words.isEmpty()) {
      messages.add(new Message(Kind.WORDS, role, authorRole, List.copyOf(words)));
    }
  }

  private void endAssistant() {
    if (!spoken.isEmpty()) {
      messages.add(assistantOf(spoken));
      spoken.clear();
    }
  }

  static Message assistantOf(List<Part> parts) {
    return new Message(Kind.ASSISTANT, "assistant", "assistant", List.copyOf(parts));
  }

  List<Message> messages() {
    endAssistant();
    return List.copyOf(messages);
  }
}
