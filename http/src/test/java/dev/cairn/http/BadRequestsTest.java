package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadRequestsTest {
  private static final Route LENGTH =
      Route.post("/length", call -> call.replyJson(200, Integer.toString(call.body().length)));

  @Test
  void body_upToTheLimit_isRead() throws Exception {
    int size = Served.CONFIG.maxBody();
    try (Served served = new Served(LENGTH);
        Wire wire = served.wire()) {
      wire.send("POST /length HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + size + "\r\n\r\n");
      wire.send("x".repeat(size));
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
      assertThat(wire.bytes(7)).isEqualTo(Integer.toString(size));
    }
  }

  @Test
  void body_declaredTooLarge_answers413BeforeItIsSent() throws Exception {
    try (Served served = new Served(LENGTH);
        Wire wire = served.wire()) {
      wire.send(
          "POST /length HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\n"
              + "content-length: 1048577\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 413 ");
      assertThat(wire.bytes(500_000).length()).isLessThan(500_000);
    }
  }

  @Test
  void body_chunkedTooLarge_answers413AndConnectionGoesOn() throws Exception {
    try (Served served = new Served(LENGTH);
        Wire wire = served.wire()) {
      wire.send("POST /length HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      wire.send(chunk.repeat(17) + "0\r\n\r\n");
      String head = wire.head();
      assertThat(head).startsWith("HTTP/1.1 413 ");
      assertThat(wire.bytes(contentLength(head)))
          .contains("the body of a request may have 1048576 bytes, this one has at least 1");
      wire.send("POST /length HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\n\r\nz");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void body_expectContinue_isAskedFor() throws Exception {
    try (Served served = new Served(LENGTH);
        Wire wire = served.wire()) {
      wire.send(
          "POST /length HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\n"
              + "content-length: 3\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 100 Continue");
      wire.send("abc");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void body_unreadByHandler_isThrownAwayAndConnectionGoesOn() throws Exception {
    try (Served served = new Served(LENGTH);
        Wire wire = served.wire()) {
      wire.send("POST /none HTTP/1.1\r\nhost: localhost\r\ncontent-length: 300000\r\n\r\n");
      wire.send("y".repeat(300_000));
      String head = wire.head();
      assertThat(head).startsWith("HTTP/1.1 404 ");
      wire.bytes(contentLength(head));
      wire.send("POST /length HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\n\r\nz");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.startsWith("content-length: "))
        .mapToInt(line -> Integer.parseInt(line.substring(16)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void body_clientGoneInTheMiddle_freesTheHandler() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Route route =
        Route.post(
            "/x",
            call -> {
              try {
                call.body();
              } catch (RuntimeException gone) {
                thrown.complete(gone);
                throw gone;
              }
            });
    try (Served served = new Served(route)) {
      Wire wire = served.wire();
      wire.send("POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nabc");
      wire.close();
      assertThat(thrown.get(2, TimeUnit.SECONDS))
          .hasMessage("the client has gone before its body was complete");
    }
  }

  @Test
  void pipelined_requests_areAnsweredInOrder() throws Exception {
    Route route = Route.get("/{n}", call -> call.replyJson(200, call.segment("n")));
    try (Served served = new Served(route);
        Wire wire = served.wire()) {
      wire.send(
          IntStream.range(100, 150)
              .mapToObj(n -> "GET /" + n + " HTTP/1.1\r\nhost: localhost\r\n\r\n")
              .collect(Collectors.joining()));
      for (int n = 100; n < 150; n++) {
        wire.head();
        assertThat(wire.bytes(3)).isEqualTo(Integer.toString(n));
      }
    }
  }

  @Test
  void headers_10000_answers431OrAllOfThem() throws Exception {
    Route route =
        Route.get("/x", call -> call.replyJson(200, Integer.toString(call.headers().size())));
    String request =
        "GET /x HTTP/1.1\r\nhost: localhost\r\n"
            + IntStream.range(0, 10_000)
                .mapToObj(n -> "X-Header-" + n + ": value\r\n")
                .collect(Collectors.joining())
            + "\r\n";
    try (Served served = new Served(route);
        Wire wire = served.wire().send(request)) {
      assertThat(wire.head()).startsWith("HTTP/1.1 431 ");
    }
    HttpConfig wide =
        Served.config(1024, 4 << 20, 10, Duration.ofSeconds(30), Duration.ofSeconds(1));
    try (Served served = new Served(wide, route);
        Wire wire = served.wire().send(request)) {
      assertThat(wire.head()).startsWith("HTTP/1.1 200 ");
      assertThat(wire.bytes(5)).isEqualTo("10001");
    }
  }

  @Test
  void malformed_requests_answer400AndClose() throws Exception {
    try (Served served = new Served(LENGTH)) {
      for (String bad :
          new String[] {
            "\u0016\u0003\u0001 GARBAGE\r\n\r\n",
            "GET\r\n\r\n",
            "POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n",
            "POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
            "GET /x HTTP/1.1\r\nbad header: x\r\n\r\n"
          }) {
        try (Wire wire = served.wire().send(bad)) {
          assertThat(wire.head()).as(bad).matches("(?s)HTTP/1.[01] 400 .*");
        }
      }
      assertThat(served.get("/length").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void connection_idle_isClosedAndARunningCallIsNot() throws Exception {
    HttpConfig hasty = Served.config(1024, 4096, 10, Duration.ofMillis(200), Duration.ofSeconds(1));
    CountDownLatch goOn = new CountDownLatch(1);
    Route slow =
        Route.get(
            "/slow",
            call -> {
              goOn.await();
              call.replyJson(200, "1");
            });
    try (Served served = new Served(hasty, LENGTH, slow);
        Wire idle = served.wire().send("GET /none HTTP/1.1\r\nhost: localhost\r\n\r\n");
        Wire running = served.wire().send("GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n")) {
      long start = System.nanoTime();
      assertThat(idle.rest()).startsWith("HTTP/1.1 404 ");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      goOn.countDown();
      assertThat(running.head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void connections_overTheLimit_areClosedAndTheOthersServed() throws Exception {
    HttpConfig narrow = Served.config(1024, 4096, 2, Duration.ofSeconds(30), Duration.ofSeconds(1));
    String request = "POST /length HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\n\r\nz";
    try (Served served = new Served(narrow, LENGTH);
        Wire first = served.wire().send(request);
        Wire second = served.wire().send(request)) {
      assertThat(first.head()).startsWith("HTTP/1.1 200 OK");
      assertThat(second.head()).startsWith("HTTP/1.1 200 OK");
      try (Wire third = served.wire().send(request)) {
        assertThat(third.line()).isNull();
      }
      first.bytes(1);
      assertThat(first.send(request).head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void oddTargets_neverBreakTheListener() throws Exception {
    try (Served served = new Served(Route.get("/{a}", call -> call.replyJson(200, "1")))) {
      for (String target :
          new String[] {"*", "/%zz", "/%00", "//", "http://localhost/a", "/a?%zz&=&"}) {
        try (Wire wire = served.wire()) {
          wire.send("OPTIONS " + target + " HTTP/1.1\r\nhost: localhost\r\n\r\n");
          assertThat(wire.head()).as(target).matches("(?s)HTTP/1.1 40[045] .*");
        }
      }
    }
  }
}
