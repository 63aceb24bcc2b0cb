package dev.cairn.testing;

import dev.cairn.http.HttpCall;
import dev.cairn.http.WebSocketConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** Plays the script to one client of OpenAI's responses over a WebSocket. */
final class ResponsesSocket {
  private static final int REMEMBERED = 16;

  private final Stage stage;
  private final HttpCall call;
  private final WebSocketConnection socket;
  private final Outlet.Messages outlet;
  private final ResponsesVoice voice = new ResponsesVoice();
  private final SequencedMap<String, List<JsonNode>> conversations = new LinkedHashMap<>();

  ResponsesSocket(Stage stage, HttpCall call, WebSocketConnection socket) {
    this.stage = stage;
    this.call = call;
    this.socket = socket;
    outlet = new Outlet.Messages(call, socket);
  }

  /** Answers each message until the client goes. */
  void serve() throws IOException, InterruptedException {
    for (var message = socket.receive(); message != null; message = socket.receive()) {
      answer(new String(message.payload(), StandardCharsets.UTF_8));
    }
  }

  private void answer(String text) throws IOException, InterruptedException {
    JsonNode body = Json.tree(text);
    List<JsonNode> earlier =
        conversations.getOrDefault(body.path("previous_response_id").asString(""), List.of());
    Asked asked = Conversation.read(Dialect.RESPONSES, body, earlier, Stage.headers(call));
    boolean warmUp = !body.path("generate").asBoolean(true);
    Turn turn = warmUp ? Turn.of().costing(Tokens.of(0, 0)) : SideCalls.turn(stage.script(), asked);
    Reply reply = Reply.of(asked, turn, stage.ids());
    remember(earlier, body, reply);
    var received = new Ledger.Received(Instant.now(), call.path(), text, asked);
    Step.Fail fail = turn.failure();
    if (fail != null) {
      socket.send(failure(fail));
      stage.ledger().failed(received, reply, fail.status());
    } else {
      play(received, reply, turn.pace());
    }
  }

  private void play(Ledger.Received received, Reply reply, Duration pace)
      throws IOException, InterruptedException {
    boolean complete = false;
    try {
      complete = outlet.play(voice.stream(received.asked(), reply), pace);
    } finally {
      stage.ledger().replied(received, reply, complete && !reply.endsItself());
    }
  }

  private void remember(List<JsonNode> earlier, JsonNode body, Reply reply) {
    List<JsonNode> items = new ArrayList<>(earlier);
    items.addAll(body.path("input").values());
    items.addAll(
        Json.tree(voice.whole(Conversation.read(Dialect.RESPONSES, body, Map.of()), reply))
            .path("output")
            .values());
    conversations.put(reply.messageId(), items);
    if (conversations.size() > REMEMBERED) {
      conversations.pollFirstEntry();
    }
  }

  private static String failure(Step.Fail fail) {
    return Json.text(
        Json.object(
            "type",
            "error",
            "status",
            fail.status(),
            "error",
            ResponsesVoice.error(fail),
            "headers",
            fail.headers()));
  }
}
