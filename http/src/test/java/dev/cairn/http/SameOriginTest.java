package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.HostPort;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameOriginTest {
  private static SameOrigin at(String listen, String... allowed) {
    HostPort address = HostPort.parse(listen).orElseThrow();
    HttpConfig base = HttpConfig.DEFAULT;
    return new SameOrigin(
        new HttpConfig(
            address,
            base.maxBody(),
            base.maxHeader(),
            base.maxConnections(),
            base.idle(),
            base.drain(),
            List.of(),
            List.of(allowed)));
  }

  @Test
  void refusal_loopbackListener_takesOnlyLoopbackHosts() {
    SameOrigin rule = at("127.0.0.1:8788");
    for (String host :
        List.of("localhost", "LOCALHOST:8788", "127.0.0.1:1", "127.9.9.9", "[::1]:8788")) {
      assertThat(rule.refusal(host, null)).as(host).isNull();
    }
    for (String host :
        List.of("evil.example", "127.evil.example", "localhost.evil.example", "x@localhost", "")) {
      assertThat(rule.refusal(host, null))
          .as(host)
          .isEqualTo(
              "the Host header \""
                  + host
                  + "\" is not a name of this server; add the name to http.allowed_hosts if it"
                  + " should be");
    }
  }

  @Test
  void refusal_foreignOrigin_isRefused() {
    SameOrigin rule = at("127.0.0.1:8788");
    assertThat(rule.refusal("localhost:8788", "http://localhost:8788")).isNull();
    assertThat(rule.refusal("localhost", "http://localhost:80")).isNull();
    for (String origin :
        List.of("null", "http://localhost:9999", "http://evil.example", "file://", "")) {
      assertThat(rule.refusal("localhost:8788", origin))
          .as(origin)
          .isEqualTo(
              "the page at \"" + origin + "\" may not use this server; only its own pages may");
    }
  }

  @Test
  void refusal_publicListener_takesAnyHostButForeignOriginsNot() {
    SameOrigin rule = at("0.0.0.0:80");
    assertThat(rule.refusal("cairn.example", null)).isNull();
    assertThat(rule.refusal("cairn.example", "https://cairn.example")).isNull();
    assertThat(rule.refusal("cairn.example", "https://evil.example")).isNotNull();
  }

  @Test
  void refusal_allowedHosts_addNames() {
    assertThat(at("127.0.0.1:1", "box.tail.net").refusal("box.tail.net", null)).isNull();
    assertThat(at("0.0.0.0:1", "box.tail.net").refusal("other.net", null)).isNotNull();
    assertThat(at("127.0.0.1:1", "*").refusal("other.net", "http://third.net")).isNull();
  }

  @Test
  void listener_foreignHost_answers403WithTheReason() throws Exception {
    try (Served served = new Served(Route.get("/x", call -> call.replyJson(200, "1")));
        Wire wire = served.wire()) {
      wire.send("GET /x HTTP/1.1\r\nhost: rebound.example:8788\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 403 ");
      var answer = served.get("/x", "origin", "http://evil.example");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("\"FORBIDDEN\"", "may not use this server");
    }
  }
}
