package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
  private static final Route HELLO =
      Route.get("/hello/{name}", call -> call.replyJson(200, "\"" + call.segment("name") + "\""));

  private static void text(HttpCall call, String text) {
    call.reply(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void get_routeWithName_answersDecodedSegmentAndQuery() throws Exception {
    Route route =
        Route.get(
            "/v1/{id}",
            call -> text(call, call.segment("id") + call.queries("a") + call.query("b")));
    try (Served served = new Served(route)) {
      HttpResponse<String> answer = served.get("/v1/x%2Fy+z?a=1&a=%C3%A4+b&b");
      assertThat(answer.body()).isEqualTo("x/y+z[1, ä b]");
      assertThat(answer.version().name()).isEqualTo("HTTP_2");
    }
  }

  @Test
  void head_routeOfGet_answersHeadersOfGet() throws Exception {
    try (Served served = new Served(HELLO);
        Wire wire = served.wire()) {
      wire.send("HEAD /hello/ann HTTP/1.1\r\nhost: localhost\r\n\r\n");
      assertThat(wire.head()).contains("200 OK", "content-length: 5", "application/json");
      wire.send("GET /hello/bob HTTP/1.1\r\nhost: localhost\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
      assertThat(wire.bytes(5)).isEqualTo("\"bob\"");
    }
  }

  @Test
  void get_unknownPath_answers404() throws Exception {
    try (Served served = new Served(HELLO)) {
      HttpResponse<String> answer = served.get("/nowhere");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .isEqualTo(
              "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"nothing answers at /nowhere\"}}");
    }
  }

  @Test
  void post_pathOfGet_answers405WithAllow() throws Exception {
    try (Served served = new Served(HELLO)) {
      HttpResponse<String> answer =
          served.send(
              HttpRequest.newBuilder(served.uri("/hello/a"))
                  .POST(HttpRequest.BodyPublishers.ofString("x")));
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
      assertThat(answer.body()).contains("/hello/a answers GET, HEAD, not POST");
    }
  }

  @Test
  void handle_cairnException_answersStatusOfCode() throws Exception {
    Route route =
        Route.get(
            "/x",
            call -> {
              throw new CairnException(ErrorCode.SQL_TIMEOUT, "a \"query\" ran too long");
            });
    try (Served served = new Served(route)) {
      HttpResponse<String> answer = served.get("/x");
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body())
          .isEqualTo(
              "{\"error\":{\"code\":\"SQL_TIMEOUT\",\"message\":\"a \\\"query\\\" ran too long\"}}");
    }
  }

  @Test
  void handle_defect_answers500ThatTellsNothing() throws Exception {
    Route route =
        Route.get(
            "/x",
            call -> {
              throw new IllegalStateException("the password is 1234");
            });
    Route silent = Route.get("/silent", call -> {});
    try (Served served = new Served(route, silent)) {
      HttpResponse<String> answer = served.get("/x");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body())
          .matches(
              ".*\"message\":\"an unexpected failure; the log tells more under [0-9a-f]{8}\".*")
          .doesNotContain("1234");
      assertThat(served.get("/silent").statusCode()).isEqualTo(500);
    }
  }

  @Test
  void reply_largerText_gzippedWhenAccepted() throws Exception {
    String long_ = "abc ".repeat(1000);
    try (Served served = new Served(Route.get("/long", call -> text(call, long_)))) {
      assertThat(served.get("/long").body()).isEqualTo(long_);
      HttpResponse<String> zipped = served.get("/long", "accept-encoding", "br, gzip;q=0.5");
      assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
      assertThat(zipped.headers().firstValue("vary")).contains("accept-encoding");
      assertThat(zipped.body().length()).isLessThan(200);
      HttpResponse<String> refused = served.get("/long", "accept-encoding", "gzip;q=0, br");
      assertThat(refused.headers().firstValue("content-encoding")).isEmpty();
    }
  }

  @Test
  void reply_204_hasNoBodyAndNoLength() throws Exception {
    try (Served served =
            new Served(Route.get("/none", call -> call.reply(204, "", new byte[0])), HELLO);
        Wire wire = served.wire()) {
      wire.send("GET /none HTTP/1.1\r\nhost: localhost\r\n\r\n");
      assertThat(wire.head()).isEqualTo("HTTP/1.1 204 No Content\n");
      wire.send("GET /hello/x HTTP/1.1\r\nhost: localhost\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void start_addressInUse_saysWhichAndWhatToDo() {
    try (Served first = new Served(HELLO);
        EventLoops loops = new EventLoops()) {
      HostPort taken = first.listener.address();
      HttpListener second = new HttpListener(loops, Served.CONFIG.at(taken), List.of(HELLO));
      assertThatThrownBy(second::start)
          .isInstanceOfSatisfying(
              CairnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_IN_USE))
          .hasMessage(
              taken + " is in use: stop the program that listens there or choose another address");
      second.close();
    }
  }

  @Test
  void start_addressInUseInSameProcess_isRefusedToo() {
    EventLoops loops = new EventLoops();
    HttpListener first = new HttpListener(loops, Served.CONFIG, List.of(HELLO));
    first.start();
    HttpListener second =
        new HttpListener(loops, Served.CONFIG.at(first.address()), List.of(HELLO));
    assertThatThrownBy(second::start).hasMessageContaining("is in use");
    first.close();
    loops.close();
  }

  @Test
  void start_samePortTwiceInOneConfiguration_isRefused() throws Exception {
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    EventLoops loops = new EventLoops();
    HttpConfig config = Served.CONFIG.at(new HostPort("127.0.0.1", port));
    HttpListener first = new HttpListener(loops, config, List.of(HELLO));
    HttpListener second = new HttpListener(loops, config, List.of());
    first.start();
    assertThatThrownBy(second::start).hasMessageContaining(config.listen() + " is in use");
    second.close();
    first.close();
    loops.close();
  }

  @Test
  void close_beforeStartAndTwice_isSafe() {
    EventLoops loops = new EventLoops();
    HttpListener listener = new HttpListener(loops, Served.CONFIG, List.of());
    listener.close();
    listener.start();
    listener.close();
    listener.close();
    loops.close();
  }
}
