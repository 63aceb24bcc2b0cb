package dev.cairn.testing;

import dev.cairn.http.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Plays the script to clients of one dialect over plain HTTP. */
record Stage(Script script, Ids ids, Ledger ledger) {
  /** Answers one request. */
  void play(Dialect dialect, HttpCall call) throws IOException, InterruptedException {
    String body = new String(call.body(), StandardCharsets.UTF_8);
    JsonNode tree = Json.parsed(body);
    if (tree == null) {
      String message = "The request body is not valid JSON.";
      var invalid = new Step.Fail(400, "invalid_request_error", message, Map.of());
      json(call, 400, Voice.of(dialect).failure(invalid, ids.next("req_")), false);
      return;
    }
    Asked asked = Conversation.read(dialect, tree, headers(call));
    perform(call, new Ledger.Received(Instant.now(), call.path(), body, asked));
  }

  private void perform(HttpCall call, Ledger.Received received)
      throws IOException, InterruptedException {
    Asked asked = received.asked();
    Turn turn = SideCalls.turn(script, asked);
    Reply reply = Reply.of(asked, turn, ids);
    Voice voice = Voice.of(asked.dialect());
    voice.headers(reply.requestId()).forEach(call::replyHeader);
    Step.Fail fail = turn.failure();
    if (fail != null) {
      fail.headers().forEach(call::replyHeader);
      json(call, fail.status(), voice.failure(fail, reply.requestId()), turn.gzip());
      ledger.failed(received, reply, fail.status());
    } else if (asked.streaming()) {
      stream(call, turn, voice.stream(asked, reply), received, reply);
    } else {
      whole(call, turn, voice.whole(asked, reply), received, reply);
    }
  }

  private void stream(
      HttpCall call, Turn turn, List<Frame> frames, Ledger.Received received, Reply reply)
      throws IOException, InterruptedException {
    boolean complete = false;
    call.replyHeader("cache-control", "no-cache");
    if (turn.gzip()) {
      call.replyHeader("content-encoding", "gzip");
    }
    try {
      OutputStream plain = call.stream(200, "text/event-stream; charset=utf-8");
      OutputStream out = turn.gzip() ? new GZIPOutputStream(plain, 512, true) : plain;
      complete = new Outlet.Events(call, out).play(frames, turn.pace());
      if (complete) {
        out.close();
      }
    } finally {
      ledger.replied(received, reply, complete && !reply.endsItself());
    }
  }

  private void whole(HttpCall call, Turn turn, String json, Ledger.Received received, Reply reply)
      throws IOException, InterruptedException {
    String sent = json;
    boolean complete = true;
    for (Step step : turn.steps()) {
      if (step instanceof Step.Silence silence) {
        // The script asks for it.
        Thread.sleep(silence.time());
      } else if (step instanceof Step.Raw raw) {
        sent = raw.text();
      } else if (step instanceof Step.Cut) {
        complete = false;
      }
    }
    ledger.replied(received, reply, complete);
    if (complete) {
      json(call, 200, sent, turn.gzip());
    } else {
      call.stream(200, "application/json").flush();
      call.abort();
    }
  }

  private static void json(HttpCall call, int status, String json, boolean gzip)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    if (!gzip) {
      call.reply(status, "application/json", body);
      return;
    }
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    call.replyHeader("content-encoding", "gzip");
    call.reply(status, "application/json", zipped.toByteArray());
  }

  /** The headers of a request, names in lower case, repeated ones joined. */
  static Map<String, String> headers(HttpCall call) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, String> header : call.headers()) {
      headers.merge(
          header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
    }
    return headers;
  }
}
