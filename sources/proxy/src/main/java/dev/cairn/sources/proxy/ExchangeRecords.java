package dev.cairn.sources.proxy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines that tell of one exchange, in the form that the projector reads. */
final class ExchangeRecords {
  /**
   * How an exchange ended.
   *
   * @param millis how long it took
   * @param request what is left of the request's copy
   * @param response the response's copy, or null when there was no response
   * @param stream whether the response is in events
   * @param context where the client works
   * @param error what went wrong
   * @param lost records that were not kept
   */
  record Ending(
      long millis,
      BodyCopy request,
      @Nullable BodyCopy response,
      boolean stream,
      RunContext context,
      @Nullable String error,
      long lost) {}

  private final Recorder recorder;
  private final String id;
  private final Opening opening;
  private final String tsStart;
  private final byte[] requestHead;
  private final @Nullable String userAgent;
  private byte @Nullable [] responseHead;
  private long firstEvent = -1;
  private int eventCount;

  ExchangeRecords(Recorder recorder, String id, Opening opening) {
    this.recorder = recorder;
    this.id = id;
    this.opening = opening;
    this.tsStart = recorder.timestamps().now();
    this.userAgent = opening.header("user-agent");
    JsonLine line = recorder.line().begin();
    line.text("method", opening.method()).text("path", Masks.path(opening.path()));
    RecordedHeaders.write(line, opening.headers(), recorder.redaction());
    this.requestHead = line.fragment();
  }

  void responseHead(int status, Iterable<Map.Entry<String, String>> headers) {
    JsonLine line = recorder.line().begin().number("status", status);
    RecordedHeaders.write(line, headers, recorder.redaction());
    responseHead = line.fragment();
  }

  byte[] request(BodyCopy copy, RunContext context) {
    JsonLine line = start("request").text("ts_start", tsStart);
    who(line, context);
    line.open("request").raw(requestHead);
    RecordedBody body = copy.body();
    if (body.chunked()) {
      line.text("body_in", "chunks");
    } else {
      line.bytes("body", body.bytes(), 0, body.length());
    }
    sizes(line, copy);
    where(line.close(), context);
    return line.end();
  }

  byte[] chunk(String of, int sequence, byte[] bytes, int from, int to) {
    JsonLine line = start("body").text("of", of).number("seq", sequence);
    return line.bytes("data", bytes, from, to).end();
  }

  byte[] event(long millis, String name, @Nullable String eventId, byte[] data, int length) {
    if (eventCount++ == 0) {
      firstEvent = millis;
    }
    JsonLine line = start("stream_event").number("t_ms", millis).text("event", name);
    line.bytes("data", data, 0, length);
    if (eventId != null) {
      line.text("id", eventId);
    }
    return line.end();
  }

  /**
   * The record that closes the exchange.
   *
   * @param bodies whether bodies are in it, where they are not elsewhere
   */
  byte[] exchange(Ending ending, boolean bodies) {
    JsonLine line = start("exchange").text("ts_start", tsStart);
    line.text("ts_end", recorder.timestamps().now()).number("duration_ms", ending.millis);
    if (firstEvent >= 0) {
      line.number("ttft_ms", firstEvent);
    }
    who(line, ending.context);
    requestAgain(line, ending.request, bodies);
    if (responseHead != null && ending.response != null) {
      line.open("response").raw(responseHead);
      response(line, ending, ending.response, bodies);
    }
    line.number("stream_event_count", eventCount);
    if (ending.error != null) {
      line.text("error", ending.error);
    }
    where(line, ending.context);
    if (opening.webSocket()) {
      line.text("transport", "websocket");
    }
    long lost = ending.lost;
    line.text("recording", lost == 0 ? "complete" : "partial");
    if (lost > 0) {
      line.number("lost", lost);
    }
    return line.end();
  }

  private void requestAgain(JsonLine line, BodyCopy copy, boolean bodies) {
    RecordedBody body = copy.body();
    line.open("request").raw(requestHead);
    if (bodies && body.whole()) {
      line.bytes("body", body.bytes(), 0, body.length());
    } else {
      line.nothing("body").text("body_in", "request");
    }
    sizes(line, copy);
    line.close();
  }

  private void response(JsonLine line, Ending ending, BodyCopy copy, boolean bodies) {
    RecordedBody body = copy.body();
    if (body.chunked()) {
      line.text("body_in", "chunks");
    } else if (!ending.stream && bodies) {
      line.bytes("body", body.bytes(), 0, body.length());
    }
    sizes(line, copy);
    line.close();
  }

  private static void sizes(JsonLine line, BodyCopy copy) {
    line.number("body_bytes", copy.wire());
    if (copy.body().cut()) {
      line.number("body_truncated", copy.body().decoded());
    }
  }

  private JsonLine start(String kind) {
    return recorder.line().begin().text("exchange_id", id).text("kind", kind);
  }

  private void who(JsonLine line, RunContext context) {
    line.text("workspace", recorder.identity().workspace());
    line.text("machine", recorder.identity().machine());
    if (context.runId() != null) {
      line.text("run_id", context.runId());
    }
    line.text("upstream", opening.upstream()).open("client").text("ip", opening.ip());
    if (userAgent != null) {
      line.text("user_agent", userAgent);
    }
    line.close();
  }

  private static void where(JsonLine line, RunContext context) {
    if (context.cwd() != null) {
      line.text("cwd", context.cwd());
    }
    if (context.gitBranch() != null) {
      line.text("git_branch", context.gitBranch());
    }
  }
}
