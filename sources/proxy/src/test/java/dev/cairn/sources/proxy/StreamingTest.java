package dev.cairn.sources.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class StreamingTest {
  private static final String GET = "GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n";
  private static final String SSE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

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

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @Test
  void events_paced_arriveOneByOne() throws Exception {
    CountDownLatch read = new CountDownLatch(3);
    upstream.serving(wire -> {
      wire.head();
      wire.send(SSE);
      for (int i = 0; i < 3; i++) {
        long before = read.getCount();
        wire.send(chunk("data: " + i + "\n\n"));
        // The next event is only sent when this one has been read at the other end.
        while (read.getCount() == before) {
          Thread.onSpinWait();
        }
      }
      wire.send("0\r\n\r\n").readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      for (int i = 0; i < 3; i++) {
        assertThat(client.readThrough("\n\n\r\n")).endsWith("data: " + i + "\n\n\r\n");
        String wanted = Integer.toString(i);
        proxy.await(record -> record.path("data").asString("").equals(wanted));
        read.countDown();
      }
      assertThat(client.readThrough("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
    }
    assertThat(proxy.exchange().path("stream_event_count").asInt()).isEqualTo(3);
  }

  @Test
  void client_gone_whileUpstreamIsSilent_cancelsUpstreamAtOnce() throws Exception {
    CompletableFuture<Long> cancelled = new CompletableFuture<>();
    upstream.serving(wire -> {
      wire.head();
      wire.send(SSE + chunk("data: 1\n\n"));
      int end = wire.in().read();
      cancelled.complete(end < 0 ? System.nanoTime() : -1L);
    });
    Wire client = Wire.connect(proxy.port());
    client.send(GET).head();
    client.readThrough("data: 1\n\n");
    long gone = System.nanoTime();
    client.close();

    long millis = (cancelled.get(10, TimeUnit.SECONDS) - gone) / 1_000_000;
    assertThat(millis).isLessThan(500);
    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("error").asString()).isEqualTo("client_aborted");
    assertThat(exchange.path("stream_event_count").asInt()).isEqualTo(1);
  }

  @Test
  void client_goneBeforeAnswer_cancelsUpstream() throws Exception {
    CompletableFuture<Integer> cancelled = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    upstream.serving(wire -> {
      wire.head();
      asked.countDown();
      cancelled.complete(wire.in().read());
    });
    Wire client = Wire.connect(proxy.port());
    client.send(GET);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    client.close();

    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("error").asString()).isEqualTo("client_aborted");
    assertThat(exchange.has("response")).isFalse();
  }

  @Test
  void client_slow_slowsUpstream() throws Exception {
    AtomicLong written = new AtomicLong();
    upstream.serving(wire -> {
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n");
      byte[] piece = new byte[1 << 16];
      while (true) {
        wire.send(piece);
        written.addAndGet(piece.length);
      }
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      long before = -1;
      long now = written.get();
      for (int calm = 0; calm < 5; ) {
        before = now;
        TimeUnit.MILLISECONDS.sleep(100);
        now = written.get();
        calm = now == before && now > 0 ? calm + 1 : 0;
      }
      assertThat(now).isLessThan(40L << 20);
    }
  }

  @Test
  void upstream_closesBehindResponseWhileClientIsSlow_losesNothing() throws Exception {
    int size = 12 << 20;
    upstream.serving(wire -> {
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
      wire.send(new byte[size]);
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      TimeUnit.MILLISECONDS.sleep(1_000);
      assertThat(client.read(size)).hasSize(size);
    }
  }

  @Test
  void response_200MB_passesAtBoundedMemory() throws Exception {
    long size = 200L << 20;
    upstream.serving(wire -> {
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
      byte[] piece = "y".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 200; i++) {
        wire.send(piece);
      }
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      InputStream in = client.in();
      byte[] piece = new byte[1 << 16];
      long read = 0;
      while (read < size) {
        read += in.read(piece);
      }
      assertThat(read).isEqualTo(size);
    }
    JsonNode response = proxy.exchange().path("response");
    assertThat(response.path("body_bytes").asLong()).isEqualTo(size);
    assertThat(response.path("body_truncated").asLong()).isEqualTo(size);
    assertThat(proxy.exchange().path("recording").asString()).isEqualTo("complete");
    assertThat(
            proxy.records("body").stream().mapToLong(c -> c.path("data").asString().length()).sum())
        .isEqualTo(64L << 20);
    assertThat(proxy.source().report().facts().get("buffered_bytes")).isEqualTo(0L);
  }

  @Test
  void upstream_cutsBody_clientSeesBrokenResponse() throws Exception {
    upstream.serving(wire -> {
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      assertThat(client.text(3)).isEqualTo("abc");
      assertThat(client.readByte()).isEqualTo(-1);
    }
    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("error").asString()).isEqualTo("aborted");
    assertThat(exchange.path("response").path("body").asString()).isEqualTo("abc");
  }

  @Test
  void request_cutInTheMiddle_isRecordedAsFarAsItCame() throws Exception {
    CountDownLatch got = new CountDownLatch(1);
    upstream.serving(wire -> {
      wire.head();
      wire.read(5);
      got.countDown();
      wire.readByte();
    });
    Wire client = Wire.connect(proxy.port());
    client.send("POST /v1/x HTTP/1.1\r\nHost: me\r\nContent-Length: 10\r\n\r\nabcde");
    assertThat(got.await(10, TimeUnit.SECONDS)).isTrue();
    client.close();

    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("error").asString()).isEqualTo("client_aborted");
    assertThat(exchange.path("request").path("body").asString()).isEqualTo("abcde");
    assertThat(proxy.records("request")).hasSize(1);
  }

  @Test
  void upstream_answersBeforeTheBodyIsComplete_passesTheAnswer() throws Exception {
    String refusal = "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno";
    upstream.serving(wire -> {
      wire.head();
      wire.send(refusal).readByte();
      wire.rest();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send("POST /v1/x HTTP/1.1\r\nHost: me\r\nContent-Length: 100\r\n\r\nabc");
      assertThat(client.message()).isEqualTo(refusal);
    }
    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("response").path("status").asInt()).isEqualTo(413);
    assertThat(exchange.path("request").path("body").asString()).isEqualTo("abc");
  }
}
