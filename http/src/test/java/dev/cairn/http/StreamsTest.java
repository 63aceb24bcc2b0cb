package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final String GET = "GET /x HTTP/1.1\r\nhost: localhost\r\n\r\n";

  @Test
  void stream_flush_sendsAtOnceAndEndsWithHandler() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Route route =
        Route.get(
            "/x",
            call -> {
              OutputStream out = call.replyHeader("request-id", "req_1").stream(200, "text/plain");
              out.write("first".getBytes(StandardCharsets.UTF_8));
              out.flush();
              goOn.await();
              out.write("second".getBytes(StandardCharsets.UTF_8));
            });
    try (Served served = new Served(route);
        Wire wire = served.wire().send(GET)) {
      assertThat(wire.head())
          .contains("request-id: req_1", "transfer-encoding: chunked")
          .doesNotContain("content-length");
      assertThat(wire.line()).isEqualTo("5");
      assertThat(wire.line()).isEqualTo("first");
      goOn.countDown();
      assertThat(wire.bytes(16)).isEqualTo("6\r\nsecond\r\n0\r\n\r\n");
    }
  }

  @Test
  void stream_slowClient_waitsInsteadOfBuffering() throws Exception {
    AtomicLong written = new AtomicLong();
    int size = 64 << 20;
    Route route =
        Route.get(
            "/x",
            call -> {
              try (OutputStream out = call.stream(200, "application/octet-stream")) {
                byte[] piece = new byte[64 << 10];
                while (written.get() < size) {
                  out.write(piece);
                  written.addAndGet(piece.length);
                }
              }
            });
    try (Served served = new Served(route);
        Wire wire = served.wire().send(GET)) {
      wire.head();
      long before = -1;
      while (before != written.get()) {
        before = written.get();
        Thread.sleep(200);
      }
      assertThat(before).isLessThan(16 << 20);
      long received = 0;
      for (int chunk = chunk(wire); chunk > 0; chunk = chunk(wire)) {
        received += chunk;
      }
      assertThat(received).isEqualTo(size);
    }
  }

  private static int chunk(Wire wire) throws IOException {
    int size = Integer.parseInt(wire.line(), 16);
    wire.bytes(size + 2);
    return size;
  }

  @Test
  void stream_clientGoneWhileWaiting_throws() throws Exception {
    CompletableFuture<Exception> thrown = new CompletableFuture<>();
    Route route =
        Route.get(
            "/x",
            call -> {
              try (OutputStream out = call.stream(200, "text/plain")) {
                while (true) {
                  out.write(new byte[64 << 10]);
                }
              } catch (IOException gone) {
                thrown.complete(gone);
                throw gone;
              }
            });
    try (Served served = new Served(route)) {
      Wire wire = served.wire().send(GET);
      wire.head();
      wire.close();
      assertThat(thrown.get(5, TimeUnit.SECONDS)).hasMessage("the client has gone");
    }
  }

  @Test
  void stream_handlerFailsInTheMiddle_breaksOffWithoutEnd() throws Exception {
    Route route =
        Route.get(
            "/x",
            call -> {
              call.stream(200, "text/plain").flush();
              throw new IllegalStateException("in the middle");
            });
    try (Served served = new Served(route);
        Wire wire = served.wire().send(GET)) {
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void abort_midStream_endsConnectionWithoutLastChunk() throws Exception {
    Route route =
        Route.get(
            "/x",
            call -> {
              EventStream events = call.events();
              events.send("ping", "{}");
              call.abort();
            });
    try (Served served = new Served(route);
        Wire wire = served.wire().send(GET)) {
      wire.head();
      assertThat(wire.rest()).contains("event: ping").doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void events_sent_haveTheFormOfTheStandard() throws Exception {
    Route route =
        Route.get(
            "/x",
            call -> {
              try (EventStream events = call.events()) {
                events.send("delta", "one\ntwo");
                events.send(null, "");
                events.sendRaw("data: broken".getBytes(StandardCharsets.UTF_8));
              }
            });
    try (Served served = new Served(route)) {
      var answer = served.get("/x");
      assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
      assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
      assertThat(answer.body())
          .isEqualTo("event: delta\ndata: one\ndata: two\n\ndata: \n\ndata: broken");
    }
  }

  @Test
  void events_clientGoneInSilence_runsOnCloseAndRefusesMore() throws Exception {
    CompletableFuture<EventStream> closed = new CompletableFuture<>();
    Route route =
        Route.get(
            "/x",
            call -> {
              EventStream events = call.events();
              events.onClose(() -> closed.complete(events));
              closed.get();
            });
    try (Served served = new Served(route)) {
      Wire wire = served.wire().send(GET);
      wire.head();
      wire.close();
      EventStream events = closed.get(2, TimeUnit.SECONDS);
      assertThat(events.isClosed()).isTrue();
      assertThatThrownBy(() -> events.send(null, "late")).hasMessage("the client has gone");
    }
  }

  @Test
  void close_openEvents_endsThemAtOnce() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Route route =
        Route.get(
            "/x",
            call -> {
              EventStream events = call.events();
              events.onClose(() -> ended.complete(true));
              ended.get();
            });
    try (Served served = new Served(route);
        Wire wire = served.wire().send(GET)) {
      wire.head();
      long start = System.nanoTime();
      served.listener.close();
      assertThat(ended).isCompleted();
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
      assertThat(wire.rest()).isEqualTo("0\r\n\r\n");
    }
  }

  @Test
  void close_runningCall_waitsForItsAnswer() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Route route =
        Route.get(
            "/x",
            call -> {
              started.countDown();
              goOn.await();
              call.replyJson(200, "{}");
            });
    try (Served served = new Served(route);
        Wire wire = served.wire().send(GET)) {
      started.await();
      Thread closing = Thread.ofVirtual().start(served.listener::close);
      assertThat(closing.join(Duration.ofMillis(200))).isFalse();
      assertThatThrownBy(served::wire).isInstanceOf(SocketException.class);
      goOn.countDown();
      assertThat(wire.head()).startsWith("HTTP/1.1 200 OK");
      assertThat(closing.join(Duration.ofSeconds(1))).isTrue();
    }
  }

  @Test
  void close_callThatNeverEnds_isInterruptedAfterTheLimit() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    Route route =
        Route.get(
            "/x",
            call -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException closing) {
                interrupted.complete(true);
                throw closing;
              }
            });
    HttpConfig brief =
        Served.config(1024, 1024, 10, Duration.ofSeconds(30), Duration.ofMillis(100));
    try (Served served = new Served(brief, route);
        Wire wire = served.wire().send(GET)) {
      started.await();
      served.listener.close();
      assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
      assertThat(wire.rest()).doesNotContain("200 OK");
    }
  }
}
