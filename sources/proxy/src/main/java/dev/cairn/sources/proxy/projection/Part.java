package dev.cairn.sources.proxy.projection;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One content block.
 *
 * @param type the value of {@code part_type}
 * @param providerType the type in the provider's word
 * @param text what it says
 * @param tool the tool that it calls or answers for
 * @param signature the provider's signature of a thought
 * @param caller who called the tool, in the provider's word
 * @param original the message that it came in
 * @param place its number there
 */
record Part(
    String type,
    String providerType,
    @Nullable String text,
    @Nullable Tool tool,
    @Nullable String signature,
    @Nullable String caller,
    Original original,
    int place) {

  /** Calls that the provider carries out itself; no message with their result follows. */
  private static final Set<String> PROVIDERS_OWN =
      Set.of(
          "server_tool_use",
          "mcp_tool_use",
          "web_search_call",
          "file_search_call",
          "code_interpreter_call",
          "image_generation_call",
          "mcp_call");

  /**
   * A tool in a call or a result.
   *
   * @param name its name
   * @param id the provider's id of the call
   * @param args the arguments of a call; null in a result
   * @param status success or error; null in a call
   */
  record Tool(
      @Nullable String name,
      @Nullable String id,
      @Nullable JsonNode args,
      @Nullable String status) {

    static Tool call(@Nullable String name, @Nullable String id, @Nullable JsonNode args) {
      return new Tool(name, id, args, null);
    }

    static Tool result(@Nullable String id, boolean failed) {
      return new Tool(null, id, null, failed ? "error" : "success");
    }
  }

  static Part tool(
      String type,
      String providerType,
      @Nullable String text,
      Tool tool,
      Original original,
      int place) {
    return new Part(type, providerType, text, tool, null, null, original, place);
  }

  static Part other(
      String type, String providerType, @Nullable String text, Original original, int place) {
    return new Part(type, providerType, text, null, null, null, original, place);
  }

  /** The id of a call that the agent has to answer, or null where this is none. */
  @Nullable String callId() {
    boolean call = type.equals("tool_call") && !PROVIDERS_OWN.contains(providerType);
    return call && tool != null ? tool.id() : null;
  }
}
