package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trail.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class JournalFaultsTest {
  private static final String GET = "GET /v1/x HTTP/1.1\r\nHost: me\r\n\r\n";

  @TempDir Path folder;
  private final MemoryJournal journal = new MemoryJournal();
  private RawUpstream upstream;
  private Proxy proxy;

  @BeforeEach
  void open() throws Exception {
    upstream = new RawUpstream();
    Limits small = new Limits(4 << 20, 64 << 20, 1 << 30, 1 << 20, 100);
    ProxyConfig config = Proxy.config("http://127.0.0.1:" + upstream.port());
    proxy = new Proxy(folder, With.limits(config, small), journal);
  }

  @AfterEach
  void close() throws Exception {
    journal.unstick();
    journal.fail(null);
    proxy.close();
    upstream.close();
  }

  private long download(int size) throws Exception {
    String body = "z".repeat(size);
    upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + body);
    long before = System.nanoTime();
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      assertThat(client.read(size)).hasSize(size);
    }
    return (System.nanoTime() - before) / 1_000_000;
  }

  @Test
  void journal_slow_slowsTheAgentAndLosesNothing() throws Exception {
    journal.delay(30);

    download(20 << 20);

    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("recording").asString()).isEqualTo("complete");
    assertThat(
            proxy.records("body").stream().mapToInt(c -> c.path("data").asString().length()).sum())
        .isEqualTo(20 << 20);
  }

  @Test
  void bodies_manyAtOnce_takeTurnsInTheBufferAndLoseNothing() throws Exception {
    int size = 200_000;
    String body = "z".repeat(size);
    upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + body);
    journal.delay(5);
    List<Wire> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clients.add(Wire.connect(proxy.port()).send(GET));
    }
    for (Wire client : clients) {
      client.head();
      assertThat(client.read(size)).hasSize(size);
      client.close();
    }

    proxy.await(record -> proxy.records("exchange").size() == 60);
    assertThat(proxy.records("exchange"))
        .allMatch(exchange -> exchange.path("recording").asString().equals("complete"));
  }

  @Test
  void journal_stuck_agentGoesOnAndTheLossIsTold() throws Exception {
    journal.stick();

    long millis = download(20 << 20);
    assertThat(millis).isLessThan(5_000);
    journal.unstick();

    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("recording").asString()).isEqualTo("partial");
    assertThat(exchange.path("lost").asLong()).isPositive();
    JsonNode loss = proxy.await(record -> record.path("kind").asString().equals("loss"));
    assertThat(loss.path("exchange_id").asString())
        .isEqualTo(exchange.path("exchange_id").asString());
    assertThat(loss.path("reason").asString()).isEqualTo("the recording buffer is full");
    assertThat(proxy.source().report().healthy()).isFalse();
    assertThat((Long) proxy.source().report().facts().get("lost_records")).isPositive();
  }

  @Test
  void journal_retries_keepsOrderAndLosesNothing() throws Exception {
    journal.fail(new Outcome.Retry("not now", Duration.ofMillis(20)));
    upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    for (int i = 0; i < 5; i++) {
      try (Wire client = Wire.connect(proxy.port())) {
        client.send(GET).message();
      }
    }
    journal.fail(null);

    proxy.await(record -> proxy.records("exchange").size() == 5);
    assertThat(proxy.records("exchange"))
        .allMatch(exchange -> exchange.path("recording").asString().equals("complete"));
    assertThat(proxy.records()).hasSize(10);
  }

  @Test
  void journal_refuses_agentGoesOnAndTheLossIsTold() throws Exception {
    journal.fail(new Outcome.Refused("the disk is full"));
    upstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    try (Wire client = Wire.connect(proxy.port())) {
      assertThat(client.send(GET).message()).endsWith("ok");
    }
    while ((Long) proxy.source().report().facts().get("lost_records") < 2) {
      Thread.onSpinWait();
    }
    journal.fail(null);
    try (Wire client = Wire.connect(proxy.port())) {
      assertThat(client.send(GET).message()).endsWith("ok");
    }
    try (Wire client = Wire.connect(proxy.port())) {
      assertThat(client.send(GET).message()).endsWith("ok");
    }

    JsonNode loss = proxy.await(record -> record.path("kind").asString().equals("loss"));
    assertThat(loss.path("lost").asInt()).isEqualTo(2);
    assertThat(loss.path("reason").asString()).isEqualTo("the disk is full");
  }

  @Test
  void start_afterCrash_closesWhatWasOpen() throws Exception {
    List<byte[]> left =
        List.of(
            bytes(
                "{\"exchange_id\":\"aa\",\"kind\":\"request\",\"ts_start\":\"2026-11-20T00:00:00.000001Z\","
                    + "\"workspace\":\"w\",\"machine\":\"m\",\"upstream\":\"u\",\"client\":{\"ip\":\"1\"},"
                    + "\"request\":{\"method\":\"POST\",\"path\":\"/p\",\"headers\":{},\"body\":\"b\",\"body_bytes\":1},"
                    + "\"cwd\":\"/w\"}"),
            bytes("{\"exchange_id\":\"bb\",\"kind\":\"request\"}"),
            bytes(
                "{\"exchange_id\":\"aa\",\"kind\":\"stream_event\",\"t_ms\":1,\"event\":\"e\",\"data\":\"d\"}"),
            bytes("{\"exchange_id\":\"bb\",\"kind\":\"exchange\"}"),
            bytes(
                "{\"exchange_id\":\"cc\",\"kind\":\"body\",\"of\":\"request\",\"seq\":0,\"data\":\"d\"}"));
    journal.append(dev.cairn.model.Signal.PROXY, left).get();

    try (Proxy again =
        new Proxy(folder.resolve("again"), Proxy.config("http://127.0.0.1:1"), journal)) {
      List<JsonNode> closed =
          proxy.records("exchange").stream()
              .filter(e -> e.path("recording").asString("").equals("interrupted"))
              .toList();
      assertThat(closed).hasSize(2);
      JsonNode first = closed.getFirst();
      assertThat(first.path("exchange_id").asString()).isEqualTo("aa");
      assertThat(first.path("error").asString()).isEqualTo("interrupted");
      assertThat(first.path("ts_start").asString()).isEqualTo("2026-11-20T00:00:00.000001Z");
      assertThat(first.path("upstream").asString()).isEqualTo("u");
      assertThat(first.path("request").path("body").asString()).isEqualTo("b");
      assertThat(first.path("stream_event_count").asInt()).isEqualTo(1);
      assertThat(first.path("cwd").asString()).isEqualTo("/w");
      assertThat(again.source().report().facts().get("interrupted")).isEqualTo(2L);
    }
    int before = journal.lines().size();
    MemoryJournal same = journal;
    try (Proxy third =
        new Proxy(folder.resolve("third"), Proxy.config("http://127.0.0.1:1"), same)) {
      assertThat(third.source().report().facts().get("interrupted")).isEqualTo(0L);
      assertThat(journal.lines()).hasSize(before);
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void close_openStream_isInterrupted() throws Exception {
    upstream.serving(wire -> {
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
      wire.readByte();
    });
    try (Wire client = Wire.connect(proxy.port())) {
      client.send(GET).head();
      client.readThrough("data: 1\n\n");
      proxy.source().close();
    }
    JsonNode exchange = proxy.exchange();
    assertThat(exchange.path("error").asString()).isEqualTo("interrupted");
    assertThat(exchange.path("stream_event_count").asInt()).isEqualTo(1);
  }
}
