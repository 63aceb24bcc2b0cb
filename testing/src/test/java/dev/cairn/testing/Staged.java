package dev.cairn.testing;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A scripted model on a free port for one test. */
final class Staged implements AutoCloseable {
  private final EventLoops loops = new EventLoops();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final ScriptedModel model;

  Staged(Script script) {
    model = new ScriptedModel(loops, new HostPort("127.0.0.1", 0), script);
    model.start();
  }

  static Staged saying(Turn turn) {
    return new Staged(asked -> turn);
  }

  <T> HttpResponse<T> post(
      String path, String body, HttpResponse.BodyHandler<T> handler, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(model.baseUrl() + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return client.send((headers.length == 0 ? request : request.headers(headers)).build(), handler);
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(model.baseUrl() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  Sent sent() throws InterruptedException {
    long deadline = System.nanoTime() + 2_000_000_000L;
    while (model.sent().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    return model.sent().getLast();
  }

  @Override
  public void close() {
    client.close();
    model.close();
    loops.close();
  }
}
