package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransparencyTest {
  @TempDir Path folder;
  private final BlockingQueue<String> received = new ArrayBlockingQueue<>(100);
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

  private String through(String request, String response) throws Exception {
    upstream.serving(wire -> {
      received.add(wire.message());
      wire.send(response);
      if (!response.toLowerCase(java.util.Locale.ROOT).contains("content-length")) {
        wire.close();
      } else {
        wire.readByte();
      }
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(request);
      return client.message();
    }
  }

  private String sent() throws Exception {
    return String.valueOf(received.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void request_sizedBody_arrivesByteForByte() throws Exception {
    String request =
        "POST /v1/messages?beta=true&q=b%%20c+d%%2Fe HTTP/1.1\r\n"
            + "X-First: 1\r\nHost: %s\r\nx-Mixed-CASE: a\r\nX-Dup: one\r\nx-dup: two\r\n"
            + "Content-Type: application/json\r\nContent-Length: 7\r\nAccept-Encoding: gzip, br\r\n\r\n{\"a\":1}";
    String response =
        "HTTP/1.1 200 Quite Fine\r\nX-B: 2\r\nx-a: 1\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
            + "Content-Length: 2\r\nRequest-Id: r1\r\n\r\nok";

    String got = through(request.formatted("me"), response);

    assertThat(got).isEqualTo(response);
    assertThat(sent()).isEqualTo(request.formatted("127.0.0.1:" + upstream.port()));
  }

  @Test
  void request_chunkedBody_staysChunked() throws Exception {
    String request =
        "POST /v1/x HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

    through(request.formatted("me"), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(sent().toLowerCase(java.util.Locale.ROOT))
        .isEqualTo(
            request.formatted("127.0.0.1:" + upstream.port()).toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void response_chunkedWithTrailers_keepsTrailers() throws Exception {
    String got =
        through(
            "GET /v1/x HTTP/1.1\r\nHost: me\r\nTE: trailers\r\nConnection: te\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n0\r\nX-Sum: 9\r\n\r\n");

    assertThat(got)
        .contains("Trailer: X-Sum\r\n")
        .contains("3\r\nabc\r\n")
        .contains("X-Sum: 9\r\n\r\n");
    assertThat(sent()).contains("TE: trailers\r\n").doesNotContain("onnection");
  }

  @Test
  void response_untilClose_becomesChunked() throws Exception {
    String got =
        through("GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n", "HTTP/1.0 200 OK\r\nA: b\r\n\r\nabc");

    assertThat(got).startsWith("HTTP/1.1 200 OK\r\nA: b\r\n").endsWith("3\r\nabc\r\n0\r\n\r\n");
  }

  @Test
  void request_connectionHeaders_areDropped() throws Exception {
    through(
        "GET /v1/x HTTP/1.1\r\nHost: me\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\n"
            + "Keep-Alive: timeout=9\r\nProxy-Authorization: Basic eA==\r\nUpgrade: h9\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(sent())
        .isEqualTo("GET /v1/x HTTP/1.1\r\nHost: 127.0.0.1:" + upstream.port() + "\r\n\r\n");
  }

  @Test
  void head_responseWithLength_hasNoBody() throws Exception {
    upstream.serving(wire -> {
      received.add(wire.head());
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nX: y\r\n\r\n");
      received.add(wire.head());
      wire.send("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n");
      received.add(wire.head());
      wire.send("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
      received.add(wire.head());
      wire.send("HTTP/1.1 200 OK\r\nX: y\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send("HEAD /v1/x HTTP/1.1\r\nHost: me\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nX: y\r\n\r\n");
      client.send("DELETE /v1/x HTTP/1.1\r\nHost: me\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n");
      client.send("GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
      client.send("HEAD /v1/x HTTP/1.1\r\nHost: me\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 200 OK\r\nX: y\r\n\r\n");
    }
  }

  @Test
  void request_expectContinue_isAnsweredHereAndStripped() throws Exception {
    upstream.serving(wire -> {
      received.add(wire.message());
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(
          "POST /v1/x HTTP/1.1\r\nHost: me\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("abc");
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK");
    }
    assertThat(sent()).doesNotContain("xpect").endsWith("\r\n\r\nabc");
  }

  @Test
  void request_baseUrlWithPath_isPrefixed() throws Exception {
    proxy.close();
    proxy = new Proxy(folder, Proxy.config("http://127.0.0.1:" + upstream.port() + "/deep/er/"));

    through(
        "GET /v1/x?y HTTP/1.1\r\nHost: me\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(sent()).startsWith("GET /deep/er/v1/x?y HTTP/1.1\r\n");
  }

  @Test
  void request_tenThousandHeaders_allArrive() throws Exception {
    StringBuilder head = new StringBuilder("GET /v1/x HTTP/1.1\r\nHost: me\r\n");
    for (int i = 0; i < 10_000; i++) {
      head.append("x-many-").append(i).append(": ").append(i).append("\r\n");
    }

    through(head + "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(sent()).contains("x-many-0: 0\r\n").endsWith("x-many-9999: 9999\r\n\r\n");
    assertThat(proxy.exchange().path("request").path("headers").size()).isEqualTo(10_001);
  }

  @Test
  void request_32MiB_passes() throws Exception {
    byte[] body = new byte[32 << 20];
    java.util.Arrays.fill(body, (byte) 'x');
    upstream.serving(wire -> {
      String head = wire.head();
      received.add(head + wire.read(body.length).length);
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send("POST /v1/x HTTP/1.1\r\nHost: me\r\nContent-Length: " + body.length + "\r\n\r\n");
      client.send(body);
      assertThat(client.head()).startsWith("HTTP/1.1 200 OK");
    }
    assertThat(sent()).endsWith("\r\n\r\n" + body.length);
    assertThat(proxy.exchange().path("request").path("body_bytes").asLong()).isEqualTo(body.length);
    assertThat(proxy.records("body")).hasSize(128);
  }
}
