package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ErrorsTest {
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

  private String ask(String request) throws Exception {
    try (Wire client = Wire.connect(proxy.port())) {
      return client.send(request).message();
    }
  }

  private static JsonNode body(String answer) {
    return JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void request_noUpstream_is404AndRecorded() throws Exception {
    String answer = ask("POST /other HTTP/1.1\r\nHost: me\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 404 Not Found\r\n");
    assertThat(body(answer).toString())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\","
                + "\"message\":\"no upstream matches path /other\",\"code\":\"no_upstream\",\"param\":null}}");
    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("upstream").asString()).isEqualTo("none");
    assertThat(exchange.path("response").path("status").asInt()).isEqualTo(404);
    assertThat(exchange.path("error").asString()).isEqualTo("no upstream matches path");
  }

  @Test
  void request_upstreamUnreachable_is502AndRecorded() throws Exception {
    int port = upstream.port();
    upstream.close();

    String answer = ask("POST /v1/x HTTP/1.1\r\nHost: me\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
    String message = "connect 127.0.0.1:" + port + ": ECONNREFUSED";
    assertThat(body(answer).path("error").path("message").asString()).isEqualTo(message);
    assertThat(body(answer).path("error").path("code").asString()).isEqualTo("upstream_failed");
    assertThat(proxy.exchange().path("error").asString()).isEqualTo(message);
  }

  @Test
  void request_upstreamClosesWithoutAnswer_is502() throws Exception {
    upstream.serving(Wire::head);

    String answer = ask("GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
    assertThat(proxy.exchange().path("error").asString()).endsWith("the connection was closed");
  }

  @Test
  void request_upstreamSilent_is504() throws Exception {
    proxy.close();
    ProxyConfig config = Proxy.config("http://127.0.0.1:" + upstream.port());
    Timeouts quick =
        new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ZERO, Duration.ZERO);
    proxy = new Proxy(folder, With.timeouts(config, quick));
    upstream.serving(Wire::rest);

    String answer = ask("GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 504 Gateway Timeout\r\n");
    assertThat(body(answer).path("error").path("message").asString())
        .isEqualTo("127.0.0.1:" + upstream.port() + ": no byte passed for 300 ms");
    assertThat(proxy.exchange().path("error").asString())
        .isEqualTo("timeout: no byte passed for 300 ms");
  }

  @Test
  void request_badRunPrefix_is400() throws Exception {
    String answer = ask("GET /_cairn/r/%%%/v1/x HTTP/1.1\r\nHost: me\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n");
    assertThat(body(answer).path("error").path("message").asString())
        .isEqualTo("the path must start with /_cairn/r/ and base64url of a JSON object");
  }

  @Test
  void root_noUpstream_isBanner() throws Exception {
    assertThat(ask("GET / HTTP/1.1\r\nHost: me\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Cairn: the proxy");
    try (Wire client = Wire.connect(proxy.port())) {
      assertThat(client.send("HEAD / HTTP/1.1\r\nHost: me\r\n\r\n").head())
          .startsWith("HTTP/1.1 200 OK\r\n");
    }
    assertThat(proxy.records()).isEmpty();
  }

  @Test
  void sessionContext_told_isRecordedWithTheSession() throws Exception {
    upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    String told = "{\"session_id\":\"s1\",\"cwd\":\"/w\",\"git_branch\":\"b\"}";
    assertThat(post("/_collectivus/session-context", told)).endsWith("{\"ok\":true}");
    String body =
        "{\"model\":\"m\",\"metadata\":{\"user_id\":\"{\\\"session_id\\\":\\\"s1\\\"}\"}}";

    post("/v1/messages", body);

    assertThat(proxy.exchange().path("cwd").asString()).isEqualTo("/w");
    assertThat(proxy.exchange().path("git_branch").asString()).isEqualTo("b");
    assertThat(post("/_collectivus/session-context", "x")).contains("invalid JSON body");
    assertThat(post("/_collectivus/session-context", "[]")).contains("body must be an object");
    assertThat(post("/_collectivus/session-context", "{}")).contains("session_id is required");
    assertThat(ask("GET /_collectivus/session-context HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains("405")
        .contains("allow: POST");
  }

  @Test
  void session_ignored_isProxiedAndNotRecorded() throws Exception {
    upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assertThat(post("/_collectivus/ignore/session", "{\"session_id\":\"s1\"}"))
        .endsWith("{\"ok\":true,\"total\":1}");

    String big = "x".repeat(2 << 20);
    assertThat(
            post(
                "/v1/m",
                "{\"x\":\"" + big + "\",\"metadata\":{\"user_id\":{\"session_id\":\"s1\"}}}"))
        .endsWith("ok");
    assertThat(post("/v1/m", "{\"metadata\":{\"user_id\":{\"session_id\":\"s2\"}}}"))
        .endsWith("ok");

    proxy.exchange();
    assertThat(proxy.records("exchange")).hasSize(1);
    assertThat(proxy.records("body")).isEmpty();
    assertThat(ask("GET /_collectivus/ignore/session HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .endsWith("{\"ignored\":[\"s1\"],\"total\":1}");
    assertThat(
            ask(
                "DELETE /_collectivus/ignore/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 19\r\n\r\n"
                    + "{\"session_id\":\"s1\"}"))
        .endsWith("{\"ok\":true,\"removed\":true,\"total\":0}");
  }

  private String post(String path, String body) throws Exception {
    return ask(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
