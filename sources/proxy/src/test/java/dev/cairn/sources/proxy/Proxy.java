package dev.cairn.sources.proxy;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running proxy in front of one upstream, and the journal that it records to. */
final class Proxy implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final EventLoops loops = new EventLoops();
  private final MemoryJournal journal;
  private final ProxySource source;

  Proxy(Path folder, ProxyConfig config) {
    this(folder, config, new MemoryJournal());
  }

  Proxy(Path folder, ProxyConfig config, MemoryJournal journal) {
    this.journal = journal;
    this.source =
        new ProxySource(
            config,
            loops,
            journal,
            folder,
            new Identity("local", "host"),
            Clock.systemUTC(),
            ProxyMetrics.NONE);
    source.start();
  }

  static Proxy to(Path folder, int port) {
    return new Proxy(folder, config("http://127.0.0.1:" + port));
  }

  static ProxyConfig config(String base) {
    return new ProxyConfig(
        new HostPort("127.0.0.1", 0),
        ListenerTls.NONE,
        List.of(new Upstream("model", URI.create(base), Match.path("/v1"))),
        Redaction.DEFAULT,
        new Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ZERO, Duration.ofMillis(300)),
        Limits.DEFAULT,
        Outbound.DIRECT);
  }

  int port() {
    return source.address().port();
  }

  ProxySource source() {
    return source;
  }

  MemoryJournal journal() {
    return journal;
  }

  List<JsonNode> records() {
    return journal.lines().stream().map(JsonMapper.shared()::readTree).toList();
  }

  List<JsonNode> records(String kind) {
    return records().stream().filter(r -> r.path("kind").asString().equals(kind)).toList();
  }

  /** Waits for the next records until one satisfies a condition. */
  JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    while (System.nanoTime() < deadline) {
      List<JsonNode> all = records();
      for (JsonNode node : all) {
        if (wanted.test(node)) {
          return node;
        }
      }
      seen = all.size();
      journal.awaitMore(seen, Duration.ofMillis(500));
    }
    throw new AssertionError("no such record among " + new ArrayList<>(records()));
  }

  JsonNode exchange() throws InterruptedException {
    return await(node -> node.path("kind").asString().equals("exchange"));
  }

  @Override
  public void close() {
    source.close();
    loops.close();
    journal.close();
  }
}
