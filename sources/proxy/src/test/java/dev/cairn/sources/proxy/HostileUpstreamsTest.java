package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class HostileUpstreamsTest {
  private static final String GET = "GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

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

  private String ask() throws Exception {
    try (Wire client = Wire.connect(proxy.port())) {
      return client.send(GET).message();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\u00ff\u0001 no protocol at all\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n" + OK,
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: foo\r\n\r\nraw",
        "HTTP/1.1 000 Nothing\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nX-A: a\rb\r\nContent-Length: 2\r\n\r\nok"
      })
  void answer_thatIsNone_is502AndTheNextPasses(String response) throws Exception {
    upstream.serving(wire -> {
      wire.head();
      wire.send(response);
      wire.readByte();
    });
    assertThat(ask()).startsWith("HTTP/1.1 502 Bad Gateway\r\n").contains("upstream_failed");
    assertThat(proxy.exchange().path("error").asString()).startsWith("answer of 127.0.0.1:");

    upstream.answering(OK);
    assertThat(ask()).isEqualTo(OK);
  }

  @Test
  void headWithoutEnd_is502AndTheUpstreamIsLeft() throws Exception {
    upstream.serving(wire -> {
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\n");
      while (true) {
        wire.send("X-More: " + "y".repeat(1000) + "\r\n");
      }
    });

    assertThat(ask()).startsWith("HTTP/1.1 502 Bad Gateway\r\n").contains("larger than 1048576");
  }

  @Test
  void twoAnswersToOneRequest_onlyTheFirstPasses() throws Exception {
    upstream.serving(wire -> {
      wire.head();
      wire.send(OK);
      wire.send(OK.replace("ok", "no"));
    });

    assertThat(ask()).isEqualTo(OK);
    assertThat(ask()).isEqualTo(OK);
  }

  @Test
  void bomb_inOneRead_isCutAndLosesNoRecord() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("0".repeat(60 << 20).getBytes(StandardCharsets.UTF_8));
    }
    JsonNode exchange = recorded("gzip", out.toByteArray());

    assertThat(exchange.path("recording").asString()).isEqualTo("complete");
    assertThat(exchange.path("response").path("body_truncated").asLong())
        .isBetween(1L << 20, 20L << 20);
  }

  @Test
  void zstd_windowOverThatOfHttp_isNotDecoded() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.setLong(27);
      zstd.write("hello".getBytes(StandardCharsets.UTF_8));
      zstd.flush();
    }
    JsonNode exchange = recorded("zstd", out.toByteArray());

    assertThat(exchange.path("response").path("body_truncated").asLong()).isZero();
    assertThat(exchange.path("response").has("body_truncated")).isTrue();
  }

  private JsonNode recorded(String coding, byte[] body) throws Exception {
    upstream.serving(wire -> {
      wire.head();
      wire.send(
          "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(coding, body.length));
      wire.send(body);
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      assertThat(client.read(body.length)).isEqualTo(body);
    }
    return proxy.exchange();
  }
}
