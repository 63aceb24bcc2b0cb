package dev.cairn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that calls the chat completions by OpenAI's Python library. */
final class DemoChat implements DemoClient {
  private final DemoSession session;
  private final List<Object> messages = new ArrayList<>();

  DemoChat(DemoSession session) {
    this.session = session;
    messages.add(Json.object("role", "system", "content", "Answer with one label."));
  }

  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("user-agent", "OpenAI/Python 2.8.0", "authorization", "Bearer sk-demo-demo-demo");
  }

  @Override
  public void says(String words) {
    messages.add(Json.object("role", "user", "content", words));
  }

  @Override
  public void got(Wanted call, DemoSession.Result result) {
    messages.add(Json.object("role", "tool", "tool_call_id", call.id(), "content", result.text()));
  }

  @Override
  public String request() {
    return Json.text(Json.object("model", session.model(), "messages", messages));
  }

  @Override
  public List<Wanted> hears(String reply) {
    messages.add(Json.tree(reply).path("choices").path(0).path("message"));
    return List.of();
  }
}
