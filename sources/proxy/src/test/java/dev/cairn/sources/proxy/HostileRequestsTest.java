package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.HostPort;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class HostileRequestsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @TempDir Path folder;
  private final BlockingQueue<String> received = new ArrayBlockingQueue<>(100);
  private RawUpstream upstream;
  private Proxy proxy;

  @BeforeEach
  void open() throws Exception {
    upstream = new RawUpstream();
    upstream.serving(wire -> {
      while (true) {
        received.add(wire.message());
        wire.send(OK);
      }
    });
    proxy = Proxy.to(folder, upstream.port());
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    upstream.close();
  }

  private String ask(String request) throws Exception {
    try (Wire client = Wire.connect(proxy.port())) {
      return client.send(request).message();
    }
  }

  private String sent() throws Exception {
    return String.valueOf(received.poll(10, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: \u000bchunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "X: a\rContent-Length: 5",
        "X: a\0b",
        "Host: other\r\nContent-Length: 0",
        "Transfer-Encoding: gzip, chunked"
      })
  void request_readableInTwoWays_neverReachesTheUpstream(String headers) throws Exception {
    String answer =
        ask(
            "POST /v1/x HTTP/1.1\r\nHost: me\r\n"
                + headers
                + "\r\n\r\n0\r\n\r\nGET /v1/smuggled HTTP/1.1\r\nHost: me\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|501) .*");
    assertThat(received).isEmpty();
  }

  @Test
  void connect_isRefused() throws Exception {
    assertThat(ask("CONNECT model.test:443 HTTP/1.1\r\nHost: model.test\r\n\r\n"))
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n");
  }

  @Test
  void target_absolute_isReadAsItsPath() throws Exception {
    assertThat(ask("GET http://other.test:99/v1/x?q=1 HTTP/1.1\r\nHost: other.test\r\n\r\n"))
        .endsWith("ok");
    assertThat(sent()).startsWith("GET /v1/x?q=1 HTTP/1.1\r\nHost: 127.0.0.1:");
    assertThat(ask("OPTIONS * HTTP/1.1\r\nHost: me\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("the request target must start with /, was *");
  }

  @Test
  void target_ofTwoSlashes_staysAPath() throws Exception {
    assertThat(ask("GET //other.test/v1/x HTTP/1.1\r\nHost: me\r\n\r\n"))
        .startsWith("HTTP/1.1 404 Not Found\r\n");
  }

  @Test
  void body_declaredTooLarge_isRefusedBeforeItComes() throws Exception {
    assertThat(
            ask("POST /v1/x HTTP/1.1\r\nHost: me\r\nContent-Length: 9223372036854775807\r\n\r\nx"))
        .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
        .contains("larger than proxy.max_request_body, 1073741824 bytes");
  }

  @Test
  void connection_namesTheLength_bodyArrivesAllTheSame() throws Exception {
    String request =
        "POST /v1/x HTTP/1.1\r\nHost: me\r\nConnection: content-length\r\nContent-Length: 2\r\n\r\nhi";

    assertThat(ask(request)).endsWith("ok");
    assertThat(sent()).endsWith("Content-Length: 2\r\n\r\nhi");
  }

  @Test
  void upgrade_withBody_passesAsAnOrdinaryRequest() throws Exception {
    String request =
        "POST /v1/x HTTP/1.1\r\nHost: me\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Content-Length: 2\r\n\r\nhi";

    assertThat(ask(request)).endsWith("ok");
    assertThat(sent()).endsWith("hi").doesNotContain("pgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost:8787\r\nOrigin: https://page.test",
        "Host: localhost:8787\r\nOrigin: null",
        "Host: page.test:8787",
        "Host: 127.0.0.1.page.test",
        "Host: localhost.page.test"
      })
  void hook_askedByAPage_isRefused(String headers) throws Exception {
    String body = "{\"session_id\":\"s\"}";
    String request =
        "POST /_collectivus/ignore/session HTTP/1.1\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(headers, body.length(), body);

    assertThat(ask(request)).startsWith("HTTP/1.1 403 Forbidden\r\n");
    assertThat(ask("GET /_collectivus/ignore/session HTTP/1.1\r\nHost: localhost:8787\r\n\r\n"))
        .endsWith("{\"ignored\":[],\"total\":0}");
  }

  @Test
  void hook_longTexts_areRefused() throws Exception {
    String body = "{\"session_id\":\"" + "s".repeat(5000) + "\"}";
    String request =
        "POST /_collectivus/session-context HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);

    assertThat(ask(request)).contains("session_id is required, at most 4096 characters");
  }

  @Test
  void secrets_underAnyName_areMasked() throws Exception {
    String secret = "PLANTED0123456789";
    String request =
        ("GET /v1/x?X-Amz-Signature=%1$s&my_api_key=%1$s HTTP/1.1\r\nHost: me\r\nX-API-KEY: %1$s\r\n"
                + "aUtHoRiZaTiOn: Bearer %1$s\r\ncf-aig-authorization: %1$s\r\nHelicone-Auth: %1$s\r\n"
                + "x-amz-security-token: %1$s\r\nOcp-Apim-Subscription-Key: %1$s\r\n"
                + "Referer: http://a/?token=%1$s\r\nCOOKIE: a=%1$s\r\nCookie: b=%1$s\r\n"
                + "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.%1$s\r\n\r\n")
            .formatted(secret);

    assertThat(ask(request)).endsWith("ok");

    JsonNode exchange = proxy.exchange();
    assertThat(proxy.records().toString()).doesNotContain("PLANTED");
    assertThat(exchange.path("request").path("headers").path("sec-websocket-protocol").asString())
        .isEqualTo("realtime, openai-insecure-api-key.REDACTED:6789");
    assertThat(sent()).contains("COOKIE: a=" + secret + "\r\nCookie: b=" + secret);
  }

  @Test
  void start_addressOfAnotherListener_isRefused() throws Exception {
    EventLoops loops = new EventLoops();
    HostPort address = new HostPort("127.0.0.1", freePort());
    ProxyConfig config = Proxy.config("http://127.0.0.1:" + upstream.port()).at(address);
    loops.claim(address);
    try (MemoryJournal journal = new MemoryJournal()) {
      ProxySource second =
          new ProxySource(
              config,
              loops,
              journal,
              folder,
              new Identity("local", "host"),
              Clock.systemUTC(),
              ProxyMetrics.NONE);

      assertThatThrownBy(second::start)
          .isInstanceOf(CairnException.class)
          .hasMessageContaining(address + " is in use");
      second.close();
    } finally {
      loops.close();
    }
  }

  private static int freePort() throws Exception {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
