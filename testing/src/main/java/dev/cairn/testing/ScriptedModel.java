package dev.cairn.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpCall;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.http.Route;
import dev.cairn.http.WebSocketConnection;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.HostPort;
import java.time.Duration;
import java.util.List;

/**
 * A model endpoint that does what a script says, in Anthropic's and OpenAI's protocols, and
 * remembers everything it sent. Real agents run against it offline.
 */
public final class ScriptedModel implements Component {
  private static final int LARGEST_BODY = 256 << 20;
  private static final int LARGEST_HEADER = 4 << 20;
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-haiku-4-5", "gpt-5.2-codex", "gpt-5.2");

  private final HttpListener listener;
  private final Ledger ledger = new Ledger();
  private final Stage stage;
  private volatile boolean refusesSockets;

  /**
   * @param listen where it listens; port 0 is any free one
   * @param script what it does
   */
  public ScriptedModel(EventLoops loops, HostPort listen, Script script) {
    this(loops, listen, script, "Scripted");
  }

  /**
   * @param seed part of every id, so that two models never give the same
   */
  public ScriptedModel(EventLoops loops, HostPort listen, Script script, String seed) {
    stage = new Stage(script, new Ids(seed), ledger);
    HttpConfig config =
        new HttpConfig(
            listen,
            LARGEST_BODY,
            LARGEST_HEADER,
            HttpConfig.DEFAULT.maxConnections(),
            HttpConfig.DEFAULT.idle(),
            Duration.ZERO,
            List.of(),
            List.of("*"));
    listener = new HttpListener(loops, config, routes());
  }

  private List<Route> routes() {
    return List.of(
        Route.get("/", call -> call.reply(200, "text/plain", new byte[0])),
        Route.get("/v1/models", ScriptedModel::models),
        Route.post("/v1/messages", call -> stage.play(Dialect.MESSAGES, call)),
        Route.post("/v1/messages/count_tokens", ScriptedModel::countTokens),
        Route.post("/v1/responses", call -> stage.play(Dialect.RESPONSES, call)),
        Route.get("/v1/responses", this::socket),
        Route.post("/v1/chat/completions", call -> stage.play(Dialect.CHAT, call)));
  }

  private void socket(HttpCall call) throws Exception {
    if (refusesSockets) {
      call.reply(426, "text/plain", "WebSockets are not served here".getBytes(UTF_8));
      return;
    }
    call.replyHeader("x-request-id", stage.ids().next("req_"));
    try (WebSocketConnection socket = call.upgrade()) {
      new ResponsesSocket(stage, call, socket).serve();
    }
  }

  /** From now on it answers the upgrade to a WebSocket with 426, as many gateways do. */
  public void refuseSockets() {
    refusesSockets = true;
  }

  private static void models(HttpCall call) {
    List<Object> data =
        MODELS.stream()
            .<Object>map(id ->
                Json.object(
                    "id",
                    id,
                    "type",
                    "model",
                    "object",
                    "model",
                    "display_name",
                    id,
                    "created_at",
                    "2026-01-01T00:00:00Z"))
            .toList();
    call.replyJson(
        200,
        Json.text(
            Json.object(
                "object",
                "list",
                "data",
                data,
                "has_more",
                false,
                "first_id",
                MODELS.getFirst(),
                "last_id",
                MODELS.getLast())));
  }

  private static void countTokens(HttpCall call) {
    call.replyJson(200, Json.text(Json.object("input_tokens", call.body().length / 4 + 1)));
  }

  @Override
  public void start() {
    listener.start();
  }

  /** Where it listens, with the real port once started. */
  public HostPort address() {
    return listener.address();
  }

  /** {@code http://host:port}, without a path. */
  public String baseUrl() {
    return "http://" + address();
  }

  /** What was sent so far, in the order in which it ended. */
  public List<Sent> sent() {
    return ledger.all();
  }

  @Override
  public void close() {
    listener.close();
  }
}
