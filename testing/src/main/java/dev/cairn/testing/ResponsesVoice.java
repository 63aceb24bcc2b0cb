package dev.cairn.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's responses. */
record ResponsesVoice() implements Voice {
  private static final long CREATED_AT = 1_760_000_000L;

  @Override
  public List<Frame> stream(Asked asked, Reply reply) {
    ResponseEvents events = new ResponseEvents();
    events.add("response.created", "response", response(reply, "in_progress", List.of()));
    events.add("response.in_progress", "response", response(reply, "in_progress", List.of()));
    int index = 0;
    for (Part part : reply.parts()) {
      if (part instanceof Part.Deed deed) {
        deed(events, reply, deed.step());
        continue;
      }
      events.item(index, part);
      index++;
    }
    if (!reply.endsItself()) {
      events.add("response.completed", "response", response(reply, "completed", output(reply)));
    }
    return events.frames();
  }

  private static void deed(ResponseEvents events, Reply reply, Step step) {
    if (step instanceof Step.ErrorEvent(String type, String message)) {
      Map<String, @Nullable Object> response = response(reply, "failed", List.of());
      response.put("error", Json.object("code", type, "message", message));
      events.add("response.failed", "response", response);
    } else {
      events.add(new Frame.Deed(step));
    }
  }

  @Override
  public String whole(Asked asked, Reply reply) {
    return Json.text(response(reply, "completed", output(reply)));
  }

  private static List<Object> output(Reply reply) {
    List<Object> output = new ArrayList<>();
    for (Part part : reply.parts()) {
      if (!(part instanceof Part.Deed)) {
        output.add(ResponseEvents.done(part));
      }
    }
    return output;
  }

  private static Map<String, @Nullable Object> response(
      Reply reply, String status, List<Object> output) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("id", reply.messageId());
    response.put("object", "response");
    response.put("created_at", CREATED_AT);
    response.put("status", status);
    response.put("error", null);
    response.put("incomplete_details", null);
    response.put("model", reply.model());
    response.put("output", output);
    response.put("parallel_tool_calls", true);
    response.put("store", false);
    response.put("usage", status.equals("completed") ? usage(reply.tokens()) : null);
    return response;
  }

  private static Object usage(Tokens tokens) {
    return Json.object(
        "input_tokens",
        tokens.wholeInput(),
        "input_tokens_details",
        Json.object("cached_tokens", tokens.cacheRead()),
        "output_tokens",
        tokens.output(),
        "output_tokens_details",
        Json.object("reasoning_tokens", tokens.reasoning()),
        "total_tokens",
        tokens.wholeInput() + tokens.output());
  }

  @Override
  public String failure(Step.Fail fail, String requestId) {
    return Json.text(Json.object("error", error(fail)));
  }

  static Object error(Step.Fail fail) {
    return Json.object(
        "message", fail.message(), "type", fail.type(), "param", null, "code", fail.type());
  }

  @Override
  public Map<String, String> headers(String requestId) {
    return Map.of("x-request-id", requestId, "openai-version", "2020-10-01");
  }
}
