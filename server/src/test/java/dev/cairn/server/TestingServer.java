package dev.cairn.server;

import dev.cairn.kernel.Problem;
import dev.cairn.server.Configuration.Loaded;
import dev.cairn.trail.Questions.Answer;
import dev.cairn.trail.Questions.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The real assembly on a folder of its own and on free ports, with the file {@code cairn.json} as
 * its configuration.
 */
public final class TestingServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path home;
  private final CairnServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestingServer(Path home, CairnServer server) {
    this.home = home;
    this.server = server;
  }

  /**
   * Starts a server that forwards everything to one upstream.
   *
   * @param upstream such as {@code http://127.0.0.1:4711}
   */
  public static TestingServer start(Path home, String upstream) {
    configure(home, sections(upstream));
    return start(home);
  }

  /** Starts a server with the configuration that lies in the folder. */
  public static TestingServer start(Path home) {
    return start(home, Clock.systemUTC());
  }

  /** Starts a server with the configuration that lies in the folder, in a time of its own. */
  static TestingServer start(Path home, Clock clock) {
    CairnServer server = CairnServer.full(sound(load(home)), () -> load(home), clock);
    server.start();
    return new TestingServer(home, server);
  }

  /** The sections of a configuration that forwards everything to one upstream. */
  public static String sections(String upstream) {
    return """
    "gateway_id": "tester",
    "http": {"listen": "127.0.0.1:0"},
    "proxy": {
      "listen": "127.0.0.1:0",
      "upstreams": [
        {"name": "anthropic", "base_url": "%s", "match": {"path_prefix": "/"}}
      ]
    }\
    """
        .formatted(upstream);
  }

  /** Writes the configuration. */
  public static void configure(Path home, String sections) {
    try {
      Files.writeString(home.resolve("cairn.json"), "{\"version\": 1,\n" + sections + "\n}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What lies in the folder. */
  public static Loaded load(Path home) {
    return Configuration.load(home, new ConfigLocation.Default(), Map.of());
  }

  /** A configuration that must have no problem. */
  public static Configuration sound(Loaded loaded) {
    return loaded
        .configuration()
        .orElseThrow(() ->
            new AssertionError(
                loaded.problems().stream()
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"))));
  }

  public Path home() {
    return home;
  }

  public CairnServer server() {
    return server;
  }

  /** The address that agents are given. */
  public String proxy() {
    return "http://" + server.proxyAddress().orElseThrow();
  }

  /** The address of the API. */
  public String http() {
    return "http://" + server.httpAddress();
  }

  /** Posts a body to an address and gives the whole answer. */
  public HttpResponse<String> post(String url, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Gets the whole answer of an address. */
  public HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All rows of an answer. */
  public List<List<@Nullable Object>> ask(String sql) {
    return ask(server, sql);
  }

  /** All rows that a server answers. */
  public static List<List<@Nullable Object>> ask(CairnServer server, String sql) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Question question = new Question(sql, List.of(), Configuration.WORKSPACE, server.limits());
    try (Answer answer = server.questions().ask(question)) {
      for (List<@Nullable Object> row = answer.next(); row != null; row = answer.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /**
   * Asks again and again until the answer has so many rows.
   *
   * @return how long that took
   */
  public Duration awaitRows(String sql, int count) {
    Instant began = Instant.now();
    while (ask(sql).size() < count) {
      Duration waited = Duration.between(began, Instant.now());
      if (waited.compareTo(PATIENCE) > 0) {
        throw new AssertionError("no " + count + " rows within " + PATIENCE + " for " + sql);
      }
      LockSupport.parkNanos(10_000_000); // as a person who asks again would
    }
    return Duration.between(began, Instant.now());
  }

  @Override
  public void close() {
    server.close();
  }
}
