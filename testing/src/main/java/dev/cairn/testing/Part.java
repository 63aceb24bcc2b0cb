package dev.cairn.testing;

/** One step of a reply with the ids it has on the wire. */
sealed interface Part {
  record Thinking(String id, String text, String signature) implements Part {}

  record Words(String id, String text) implements Part {}

  /**
   * @param arguments JSON, or free text where the tool is custom
   */
  record ToolUse(String id, String itemId, String name, String arguments, boolean custom)
      implements Part {}

  /** A step that is no content. */
  record Deed(Step step) implements Part {}
}
