package dev.cairn.sources.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class TunnelTest {
  private static final String UPGRADE =
      "GET /v1/responses HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
  private static final String AGREED =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n%s\r\n";

  @TempDir Path folder;
  private final BlockingQueue<String> received = new ArrayBlockingQueue<>(10);
  private RawUpstream upstream;
  private Proxy proxy;

  @BeforeEach
  void open() throws Exception {
    upstream = new RawUpstream();
    proxy = Proxy.to(folder, upstream.port());
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    upstream.close();
  }

  private static byte[] frame(int first, boolean masked, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else {
      out.write(mask | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    byte[] key = {1, 2, 3, 4};
    if (masked) {
      out.writeBytes(key);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(Deflater deflater, String text) {
    byte[] out = new byte[100_000];
    deflater.setInput(text.getBytes(UTF_8));
    int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(out, size - 4);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Sends bytes both ways and checks that they arrive as they are. */
  private void exchange(String extensions, byte[] ask, byte[] answer) throws Exception {
    upstream.serving(wire -> {
      received.add(wire.head());
      // The first frame comes together with the answer to the upgrade.
      wire.send(joined(AGREED.formatted(extensions).getBytes(UTF_8), Arrays.copyOf(answer, 1)));
      received.add(Arrays.toString(wire.read(ask.length)));
      wire.send(Arrays.copyOfRange(answer, 1, answer.length));
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(UPGRADE.formatted("me"));
      assertThat(client.head()).isEqualTo(AGREED.formatted(extensions));
      client.send(ask);
      assertThat(client.read(answer.length)).isEqualTo(answer);
      assertThat(received.poll(10, TimeUnit.SECONDS))
          .isEqualTo(UPGRADE.formatted("127.0.0.1:" + upstream.port()));
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(Arrays.toString(ask));
    }
  }

  @Test
  void upgrade_plainFrames_passAndAreRecordedPerResponse() throws Exception {
    String first = "{\"type\":\"response.create\",\"n\":1}";
    byte[] ask =
        joined(
            frame(0x01, true, first.substring(0, 5).getBytes(UTF_8)),
            frame(0x89, true, "ping".getBytes(UTF_8)),
            frame(0x80, true, first.substring(5).getBytes(UTF_8)),
            frame(0x81, true, "{\"type\":\"response.create\",\"n\":2}".getBytes(UTF_8)));
    byte[] answer =
        joined(
            frame(0x81, false, "{\"type\":\"response.created\"}".getBytes(UTF_8)),
            frame(0x81, false, "{\"type\":\"response.completed\"}".getBytes(UTF_8)),
            frame(0x81, false, "{\"type\":\"response.failed\"}".getBytes(UTF_8)));

    exchange("", ask, answer);

    proxy.await(record -> proxy.records("exchange").size() == 2);
    List<JsonNode> exchanges = proxy.records("exchange");
    assertThat(exchanges)
        .extracting(e -> e.path("request").path("body").asString())
        .containsExactly(first, "{\"type\":\"response.create\",\"n\":2}");
    JsonNode exchange = exchanges.getFirst();
    assertThat(exchange.path("transport").asString()).isEqualTo("websocket");
    assertThat(exchange.path("response").path("status").asInt()).isEqualTo(101);
    assertThat(exchange.path("request").path("method").asString()).isEqualTo("GET");
    assertThat(exchange.path("stream_event_count").asInt()).isEqualTo(2);
    assertThat(exchange.has("error")).isFalse();
    assertThat(proxy.records("stream_event"))
        .extracting(e -> e.path("event").asString())
        .containsExactly("response.created", "response.completed", "response.failed");
  }

  @Test
  void upgrade_deflatedWithContext_isRecordedInflated() throws Exception {
    deflated("Sec-WebSocket-Extensions: permessage-deflate\r\n", false);
  }

  @Test
  void upgrade_deflatedWithoutContext_isRecordedInflated() throws Exception {
    deflated(
        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
            + " client_no_context_takeover\r\n",
        true);
  }

  private void deflated(String extensions, boolean forgetful) throws Exception {
    String ask = "{\"type\":\"response.create\",\"text\":\"" + "hello ".repeat(50) + "\"}";
    String event =
        "{\"type\":\"response.output_text.delta\",\"delta\":\"" + "abc".repeat(90) + "\"}";
    Deflater asking = new Deflater(6, true);
    Deflater answering = new Deflater(6, true);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (String text : List.of(event, event, "{\"type\":\"response.completed\"}")) {
      answer.writeBytes(frame(0xc1, false, deflated(answering, text)));
      if (forgetful) {
        answering.reset();
      }
    }

    exchange(extensions, frame(0xc1, true, deflated(asking, ask)), answer.toByteArray());

    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("request").path("body").asString()).isEqualTo(ask);
    assertThat(proxy.records("stream_event"))
        .extracting(e -> e.path("data").asString())
        .containsExactly(event, event, "{\"type\":\"response.completed\"}");
  }

  @Test
  void upgrade_clientGoneInAResponse_isAborted() throws Exception {
    byte[] ask = frame(0x81, true, "{\"type\":\"response.create\"}".getBytes(UTF_8));
    exchange("", ask, frame(0x81, false, "{\"type\":\"response.created\"}".getBytes(UTF_8)));

    assertThat(proxy.exchange().path("error").asString()).isEqualTo("client_aborted");
  }

  @Test
  void upgrade_refused_passesTheAnswer() throws Exception {
    String refusal =
        "HTTP/1.1 426 Upgrade Required\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno";
    upstream.serving(wire -> {
      wire.head();
      wire.send(refusal).readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(UPGRADE.formatted("me"));
      assertThat(client.message()).isEqualTo(refusal);
    }
    assertThat(proxy.exchange().path("response").path("status").asInt()).isEqualTo(426);
    assertThat(proxy.exchange().path("response").path("body").asString()).isEqualTo("no");
  }
}
