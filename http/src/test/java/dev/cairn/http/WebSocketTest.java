package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebSocketTest {
  private static final Route ECHO =
      Route.get(
          "/ws",
          call -> {
            try (WebSocketConnection socket = call.upgrade()) {
              for (var message = socket.receive(); message != null; message = socket.receive()) {
                if (message.text()) {
                  socket.send("echo " + new String(message.payload(), StandardCharsets.UTF_8));
                } else {
                  socket.send(message.payload());
                }
              }
            }
          });

  private static final String UPGRADE =
      "GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
          + "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  @Test
  void upgrade_deflateOffered_isAcceptedAndMessagesPass() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Served served = new Served(ECHO)) {
      LinkedBlockingQueue<String> got = new LinkedBlockingQueue<>();
      var client =
          vertx.createWebSocketClient(
              new WebSocketClientOptions()
                  .setTryUsePerMessageCompression(true)
                  .setMaxFrameSize(1 << 20)
                  .setMaxMessageSize(1 << 20));
      var socket =
          client
              .connect(served.listener.address().port(), "127.0.0.1", "/ws")
              .toCompletionStage()
              .toCompletableFuture()
              .get(5, TimeUnit.SECONDS);
      assertThat(socket.headers().get("sec-websocket-extensions")).contains("permessage-deflate");
      socket.textMessageHandler(got::add);
      socket.binaryMessageHandler(bytes -> got.add("binary " + bytes.length()));
      socket.writeTextMessage("hello");
      assertThat(got.poll(5, TimeUnit.SECONDS)).isEqualTo("echo hello");
      String large = "x".repeat(900_000);
      for (int i = 0; i < 40; i++) {
        socket.writeTextMessage(large);
      }
      for (int i = 0; i < 40; i++) {
        assertThat(got.poll(5, TimeUnit.SECONDS)).hasSize(900_005);
      }
      socket.writeBinaryMessage(io.vertx.core.buffer.Buffer.buffer(new byte[7]));
      assertThat(got.poll(5, TimeUnit.SECONDS)).isEqualTo("binary 7");
      socket.close();
    } finally {
      vertx.close();
    }
  }

  @Test
  void upgrade_noDeflateOffered_usesNone() throws Exception {
    try (Served served = new Served(ECHO);
        Wire wire = served.wire().send(UPGRADE + "\r\n")) {
      assertThat(wire.head())
          .startsWith("HTTP/1.1 101 ")
          .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
          .doesNotContain("extensions");
      wire.send("\u0081\u0082\0\0\0\0hi");
      assertThat(wire.bytes(9)).isEqualTo("\u0081\u0007echo hi");
    }
  }

  @Test
  void upgrade_replyHeader_isInTheHandshake() throws Exception {
    Route route =
        Route.get("/ws", call -> call.replyHeader("x-request-id", "req_1").upgrade().receive());
    try (Served served = new Served(route);
        Wire wire = served.wire().send(UPGRADE + "\r\n")) {
      assertThat(wire.head()).startsWith("HTTP/1.1 101 ").contains("x-request-id: req_1");
    }
  }

  @Test
  void upgrade_ordinaryRequest_answers400() throws Exception {
    try (Served served = new Served(ECHO)) {
      var answer = served.get("/ws");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("GET /ws is answered as a WebSocket only");
    }
  }

  @Test
  void receive_clientGone_returnsNull() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Route route =
        Route.get(
            "/ws",
            call -> {
              try (WebSocketConnection socket = call.upgrade()) {
                ended.complete(socket.receive() == null);
              }
            });
    try (Served served = new Served(route)) {
      Wire wire = served.wire().send(UPGRADE + "\r\n");
      wire.head();
      wire.close();
      assertThat(ended.get(2, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void close_openSocket_endsItAtOnce() throws Exception {
    try (Served served = new Served(ECHO);
        Wire wire = served.wire().send(UPGRADE + "\r\n")) {
      wire.head();
      long start = System.nanoTime();
      Thread closing = Thread.ofVirtual().start(served.listener::close);
      assertThat(wire.bytes(1)).isEqualTo("\u0088");
      wire.send("\u0088\u0080\0\0\0\0");
      closing.join();
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }
}
