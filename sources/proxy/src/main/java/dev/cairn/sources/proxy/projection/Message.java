package dev.cairn.sources.proxy.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as Cairn counts them.
 *
 * @param kind what it is
 * @param role user, assistant, system or tool
 * @param authorRole the role in the provider's word; null where its API names none
 * @param parts its content, numbered from 0 by this list; not empty
 */
record Message(Kind kind, String role, @Nullable String authorRole, List<Part> parts) {

  /** What a message is, which decides how it is named. */
  enum Kind {
    /** What the model said; one for all that stands together. */
    ASSISTANT,
    /** What one tool answered. */
    TOOL_RESULT,
    /** What a person, the agent or the system said. */
    WORDS
  }
}
