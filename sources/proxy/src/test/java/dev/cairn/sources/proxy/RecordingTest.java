package dev.cairn.sources.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class RecordingTest {
  private static final String REQUEST =
      "POST /v1/messages HTTP/1.1\r\nHost: me\r\nUser-Agent: tester/1\r\nContent-Length: 7\r\n\r\n{\"a\":1}";

  @TempDir Path folder;
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

  private JsonNode exchangeOf(String request, byte[] response) throws Exception {
    upstream.serving(wire -> {
      wire.message();
      wire.send(response);
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(request);
      client.message();
      return proxy.exchange();
    }
  }

  private static byte[] sized(String headers, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
            .getBytes(UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }

  @Test
  void exchange_plain_isRecordedAsRequestAndExchange() throws Exception {
    JsonNode exchange =
        exchangeOf(
            REQUEST, sized("Content-Type: application/json\r\n", "{\"b\":2}".getBytes(UTF_8)));

    List<JsonNode> records = proxy.records();
    assertThat(records).hasSize(2);
    JsonNode request = records.getFirst();
    assertThat(request.propertyNames())
        .containsExactly(
            "exchange_id",
            "kind",
            "ts_start",
            "workspace",
            "machine",
            "upstream",
            "client",
            "request");
    assertThat(request.path("kind").asString()).isEqualTo("request");
    assertThat(request.path("exchange_id").asString()).matches("[0-9a-f]{32}");
    assertThat(request.path("request").path("body").asString()).isEqualTo("{\"a\":1}");
    assertThat(exchange.propertyNames())
        .containsExactly(
            "exchange_id",
            "kind",
            "ts_start",
            "ts_end",
            "duration_ms",
            "workspace",
            "machine",
            "upstream",
            "client",
            "request",
            "response",
            "stream_event_count",
            "recording");
    assertThat(exchange.path("ts_start").asString()).matches("2\\d{3}-.*T.*\\.\\d{6}Z");
    assertThat(exchange.path("client").toString())
        .isEqualTo("{\"ip\":\"127.0.0.1\",\"user_agent\":\"tester/1\"}");
    assertThat(exchange.path("request").toString())
        .isEqualTo(
            "{\"method\":\"POST\",\"path\":\"/v1/messages\",\"headers\":{\"host\":\"me\","
                + "\"user-agent\":\"tester/1\",\"content-length\":\"7\"},"
                + "\"body\":\"{\\\"a\\\":1}\",\"body_bytes\":7}");
    assertThat(exchange.path("response").toString())
        .isEqualTo(
            "{\"status\":200,\"headers\":{\"content-type\":\"application/json\","
                + "\"content-length\":\"7\"},\"body\":\"{\\\"b\\\":2}\",\"body_bytes\":7}");
    assertThat(exchange.path("recording").asString()).isEqualTo("complete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd", "gzip, zstd", "identity"})
  void body_encoded_isRecordedDecoded(String coding) throws Exception {
    byte[] text = "{\"text\":\"héllo wörld, héllo wörld\"}".repeat(1000).getBytes(UTF_8);
    byte[] body = encoded(coding, text);
    String name = coding.equals("raw") ? "deflate" : coding;

    JsonNode exchange = exchangeOf(REQUEST, sized("Content-Encoding: " + name + "\r\n", body));

    assertThat(exchange.path("response").path("body").asString())
        .isEqualTo(new String(text, UTF_8));
    assertThat(exchange.path("response").path("body_bytes").asInt()).isEqualTo(body.length);
  }

  private static byte[] encoded(String coding, byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (coding) {
      case "gzip" -> {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(text);
        }
      }
      case "deflate", "raw" -> {
        Deflater deflater = new Deflater(6, coding.equals("raw"));
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
          deflate.write(text);
        }
      }
      case "br" -> {
        com.aayushatharva.brotli4j.Brotli4jLoader.ensureAvailability();
        out.writeBytes(com.aayushatharva.brotli4j.encoder.Encoder.compress(text));
      }
      case "zstd" -> out.writeBytes(Zstd.compress(text));
      case "gzip, zstd" -> out.writeBytes(encoded("zstd", encoded("gzip", text)));
      default -> out.writeBytes(text);
    }
    return out.toByteArray();
  }

  @Test
  void body_over1MiB_isRecordedInChunks() throws Exception {
    byte[] text = "é".repeat(900_000).getBytes(UTF_8);

    JsonNode exchange = exchangeOf(REQUEST, sized("", text));

    assertThat(exchange.path("response").path("body_in").asString()).isEqualTo("chunks");
    assertThat(exchange.path("response").has("body")).isFalse();
    StringBuilder whole = new StringBuilder();
    int sequence = 0;
    for (JsonNode chunk : proxy.records("body")) {
      assertThat(chunk.path("seq").asInt()).isEqualTo(sequence++);
      assertThat(chunk.path("of").asString()).isEqualTo("response");
      whole.append(chunk.path("data").asString());
    }
    assertThat(whole.toString()).isEqualTo(new String(text, UTF_8));
  }

  @Test
  void body_gzipBomb_isCutAtTheLimit() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        gzip.write(zeros);
      }
    }

    JsonNode exchange = exchangeOf(REQUEST, sized("Content-Encoding: gzip\r\n", out.toByteArray()));

    assertThat(exchange.path("response").path("body_bytes").asInt()).isEqualTo(out.size());
    assertThat(exchange.path("response").path("body_truncated").asLong())
        .isBetween(1L << 20, 65L << 20);
    long recorded =
        proxy.records("body").stream().mapToLong(c -> c.path("data").asString().length()).sum();
    assertThat(recorded).isBetween(1L << 20, 64L << 20);
  }

  @Test
  void body_brokenGzip_passesAndIsMarked() throws Exception {
    JsonNode exchange =
        exchangeOf(REQUEST, sized("Content-Encoding: gzip\r\n", "not gzip".getBytes(UTF_8)));

    assertThat(exchange.path("response").path("body_bytes").asInt()).isEqualTo(8);
    assertThat(exchange.path("response").path("body_truncated").asInt()).isZero();
    assertThat(exchange.path("response").has("body_truncated")).isTrue();
  }

  @Test
  void body_invalidUtf8_isBase64() throws Exception {
    JsonNode exchange = exchangeOf(REQUEST, sized("", new byte[] {'a', (byte) 0xff, 'b'}));

    assertThat(exchange.path("response").path("body_base64").asString()).isEqualTo("Yf9i");
    assertThat(exchange.path("response").has("body")).isFalse();
  }

  @Test
  void request_over64KiB_isNotRepeated() throws Exception {
    String body = "x".repeat(70_000);
    String request = "POST /v1/x HTTP/1.1\r\nHost: me\r\nContent-Length: 70000\r\n\r\n" + body;

    JsonNode exchange = exchangeOf(request, sized("", new byte[0]));

    assertThat(exchange.path("request").path("body").isNull()).isTrue();
    assertThat(exchange.path("request").path("body_in").asString()).isEqualTo("request");
    assertThat(proxy.records("request").getFirst().path("request").path("body").asString())
        .isEqualTo(body);
  }

  @Test
  void secrets_inHeadersAndPath_areMasked() throws Exception {
    String request =
        "GET /v1/x?key=AIzaSyA1234567890abcdef&x=1&access_token=short HTTP/1.1\r\nHost: me\r\n"
            + "Authorization: Bearer sk-ant-abcdefghijkl\r\nX-Api-Key: abc\r\nCookie: a=b\r\n\r\n";

    JsonNode exchange =
        exchangeOf(request, sized("Set-Cookie: session=0123456789abcdef\r\n", new byte[0]));

    assertThat(exchange.path("request").path("path").asString())
        .isEqualTo("/v1/x?key=REDACTED:cdef&x=1&access_token=REDACTED");
    JsonNode headers = exchange.path("request").path("headers");
    assertThat(headers.path("authorization").asString()).isEqualTo("REDACTED:ijkl");
    assertThat(headers.path("x-api-key").asString()).isEqualTo("REDACTED");
    assertThat(exchange.path("response").path("headers").path("set-cookie").asString())
        .isEqualTo("REDACTED:cdef");
  }

  @Test
  void stream_events_areRecordedOneByOne() throws Exception {
    String stream =
        "\uFEFFevent: a\ndata: 1\n\n: note\n\ndata: x\r\ndata: y\r\n\r\nretry: 5\n\nid: 7\rdata:z\r\r"
            + "{\"not\":\"sse\"}\n\ndata: last";
    byte[] body = stream.getBytes(UTF_8);

    JsonNode exchange =
        exchangeOf(REQUEST, sized("Content-Type: text/event-stream; charset=utf-8\r\n", body));

    assertThat(
            proxy.records("stream_event").stream()
                .map(e -> e.path("event").asString() + "=" + e.path("data").asString()))
        .containsExactly(
            "a=1", "message=x\ny", "message=z", "message={\"not\":\"sse\"}", "message=last");
    assertThat(proxy.records("stream_event").get(2).path("id").asString()).isEqualTo("7");
    assertThat(exchange.path("stream_event_count").asInt()).isEqualTo(5);
    assertThat(exchange.path("response").has("body")).isFalse();
    assertThat(exchange.has("ttft_ms")).isTrue();
  }

  @Test
  void stream_endlessEvent_isCutIntoPieces() throws Exception {
    byte[] body = ("data: " + "x".repeat(1_000_000)).getBytes(UTF_8);

    exchangeOf(REQUEST, sized("Content-Type: text/event-stream\r\n", body));

    List<JsonNode> events = proxy.records("stream_event");
    assertThat(events).hasSizeGreaterThan(3);
    assertThat(events.stream().mapToInt(e -> e.path("data").asString().length()).sum())
        .isEqualTo(1_000_000);
  }

  @Test
  void prefix_ofRun_isStrippedAndRecorded() throws Exception {
    String told =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"cwd\":\"/w\",\"git_branch\":\"main\",\"run_id\":\"r1\"}".getBytes(UTF_8));

    JsonNode exchange =
        exchangeOf(
            "GET /_cairn/r/" + told + "/v1/x?a HTTP/1.1\r\nHost: me\r\n\r\n",
            sized("", new byte[0]));

    assertThat(exchange.path("cwd").asString()).isEqualTo("/w");
    assertThat(exchange.path("git_branch").asString()).isEqualTo("main");
    assertThat(exchange.path("run_id").asString()).isEqualTo("r1");
    assertThat(exchange.path("request").path("path").asString()).isEqualTo("/v1/x?a");
  }
}
