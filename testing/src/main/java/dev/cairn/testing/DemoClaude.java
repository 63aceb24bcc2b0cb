package dev.cairn.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Claude Code, as far as a proxy can tell. */
final class DemoClaude implements DemoClient {
  private final DemoSession session;
  private final String id;
  private final List<Object> messages = new ArrayList<>();
  private final List<Object> user = new ArrayList<>();

  DemoClaude(DemoSession session, String id) {
    this.session = session;
    this.id = id;
  }

  @Override
  public String path() {
    return "/v1/messages?beta=true";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of(
        "user-agent", "claude-cli/2.1.328 (external, cli)",
        "x-app", "cli",
        "x-api-key", "sk-ant-demo-demo-demo",
        "anthropic-version", "2023-06-01",
        "anthropic-beta", "claude-code-20250219,interleaved-thinking-2025-05-14",
        "x-claude-code-session-id", id);
  }

  @Override
  public void says(String words) {
    user.add(Json.object("type", "text", "text", words));
  }

  @Override
  public void got(Wanted call, DemoSession.Result result) {
    Map<String, @Nullable Object> block =
        Json.object("type", "tool_result", "tool_use_id", call.id(), "content", result.text());
    if (result.error()) {
      block.put("is_error", true);
    }
    user.add(block);
  }

  @Override
  public String request() {
    if (!user.isEmpty()) {
      messages.add(Json.object("role", "user", "content", List.copyOf(user)));
      user.clear();
    }
    String userId =
        Json.text(Json.object("device_id", "demo", "account_uuid", "", "session_id", id));
    String system = "You are Claude Code. The working directory is " + session.folder() + ".";
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", session.model());
    body.put("messages", messages);
    body.put("system", List.of(Json.object("type", "text", "text", system)));
    body.put("tools", tools());
    body.put("metadata", Json.object("user_id", userId));
    body.put("max_tokens", 32000);
    body.put("stream", true);
    return Json.text(body);
  }

  private static List<Object> tools() {
    List<Object> tools = new ArrayList<>();
    for (String name : List.of("Bash", "Read", "Edit")) {
      tools.add(
          Json.object(
              "name", name, "description", name, "input_schema", Json.object("type", "object")));
    }
    return tools;
  }

  @Override
  public List<Wanted> hears(String reply) {
    Map<Integer, Block> blocks = new LinkedHashMap<>();
    for (JsonNode event : SseData.of(reply)) {
      int index = event.path("index").asInt(0);
      if (event.path("type").asString("").equals("content_block_start")) {
        blocks.put(index, new Block(event.path("content_block")));
      }
      Block block = blocks.get(index);
      if (block != null && event.has("delta")) {
        block.add(event.path("delta"));
      }
    }
    messages.add(
        Json.object(
            "role", "assistant", "content", blocks.values().stream().map(Block::content).toList()));
    return blocks.values().stream()
        .filter(block -> block.start.path("type").asString("").equals("tool_use"))
        .map(block -> new Wanted(block.start.path("id").asString("")))
        .toList();
  }

  /** A content block that grows by its deltas. */
  private static final class Block {
    private final JsonNode start;
    private final StringBuilder text = new StringBuilder();
    private String signature = "";

    private Block(JsonNode start) {
      this.start = start;
    }

    private void add(JsonNode delta) {
      text.append(delta.path("text").asString(""))
          .append(delta.path("thinking").asString(""))
          .append(delta.path("partial_json").asString(""));
      signature += delta.path("signature").asString("");
    }

    private Object content() {
      return switch (start.path("type").asString("")) {
        case "thinking" ->
            Json.object("type", "thinking", "thinking", text.toString(), "signature", signature);
        case "tool_use" ->
            Json.object(
                "type",
                "tool_use",
                "id",
                start.path("id"),
                "name",
                start.path("name"),
                "input",
                Json.tree(text.toString()));
        default -> Json.object("type", "text", "text", text.toString());
      };
    }
  }
}
