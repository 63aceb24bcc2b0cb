package dev.cairn.http;

import dev.cairn.kernel.HostPort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A listener on a free port for one test. */
final class Served implements AutoCloseable {
  static final HttpConfig CONFIG =
      config(1 << 20, 64 << 10, 100, Duration.ofSeconds(30), Duration.ofSeconds(10));

  private final EventLoops loops = new EventLoops();
  private final HttpClient client = HttpClient.newHttpClient();
  final HttpListener listener;

  Served(Route... routes) {
    this(CONFIG, routes);
  }

  Served(HttpConfig config, Route... routes) {
    listener = new HttpListener(loops, config, List.of(routes));
    listener.start();
  }

  static HttpConfig config(
      int maxBody, int maxHeader, int maxConnections, Duration idle, Duration drain) {
    HostPort anyPort = new HostPort("127.0.0.1", 0);
    return new HttpConfig(
        anyPort, maxBody, maxHeader, maxConnections, idle, drain, List.of(), List.of());
  }

  URI uri(String path) {
    return URI.create("http://" + listener.address() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  Wire wire() throws Exception {
    return new Wire(listener.address().port());
  }

  @Override
  public void close() {
    client.close();
    listener.close();
    loops.close();
  }
}
