package dev.cairn.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Codex, as far as a proxy can tell. */
final class DemoCodex implements DemoClient {
  private final DemoSession session;
  private final String id;
  private final List<Object> input = new ArrayList<>();

  DemoCodex(DemoSession session, String id) {
    this.session = session;
    this.id = id;
    String context =
        "<environment_context>\n  <cwd>"
            + session.folder()
            + "</cwd>\n  <shell>bash</shell>\n</environment_context>";
    says(context);
  }

  @Override
  public String path() {
    return "/v1/responses";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of(
        "user-agent", "codex_exec/0.169.0 (Debian 12.0.0; x86_64) unknown (codex_exec; 0.169.0)",
        "originator", "codex_exec",
        "authorization", "Bearer sk-demo-demo-demo",
        "accept", "text/event-stream",
        "session-id", id,
        "thread-id", id,
        "x-client-request-id", id);
  }

  @Override
  public void says(String words) {
    Object text = Json.object("type", "input_text", "text", words);
    input.add(Json.object("type", "message", "role", "user", "content", List.of(text)));
  }

  @Override
  public void got(Wanted call, DemoSession.Result result) {
    input.add(
        Json.object("type", "function_call_output", "call_id", call.id(), "output", result.text()));
  }

  @Override
  public String request() {
    Object tool =
        Json.object(
            "type",
            "function",
            "name",
            "exec_command",
            "parameters",
            Json.object("type", "object"));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", session.model());
    body.put("instructions", "You are a coding agent.");
    body.put("input", input);
    body.put("tools", List.of(tool));
    body.put("reasoning", Json.object("summary", "auto"));
    body.put("store", false);
    body.put("stream", true);
    body.put("prompt_cache_key", id);
    body.put("client_metadata", Json.object("session_id", id, "thread_id", id));
    return Json.text(body);
  }

  @Override
  public List<Wanted> hears(String reply) throws IOException {
    for (JsonNode event : SseData.of(reply)) {
      if (event.path("type").asString("").equals("response.completed")) {
        return take(event.path("response").path("output"));
      }
    }
    throw new IOException("the stream has no response.completed");
  }

  private List<Wanted> take(JsonNode output) {
    List<Wanted> wanted = new ArrayList<>();
    for (JsonNode item : output.values()) {
      input.add(item);
      if (item.path("type").asString("").equals("function_call")) {
        wanted.add(new Wanted(item.path("call_id").asString("")));
      }
    }
    return wanted;
  }
}
