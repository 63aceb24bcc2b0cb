package dev.cairn.api;

import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Lifecycle;
import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Report;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.Questions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The API behind a real listener, over parts that a test controls. */
final class ServedApi implements AutoCloseable {
  final ListJournal journal = new ListJournal();
  final ScriptedQuestions questions;
  boolean ready = true;
  RuntimeException lakeFailure;
  List<Problem> reloadProblems = List.of();
  private final HttpListener listener;
  private final Lifecycle lifecycle;
  private final HttpClient client = HttpClient.newHttpClient();

  ServedApi() {
    this(new ScriptedQuestions(List.of(), List.of(), false));
  }

  ServedApi(ScriptedQuestions questions) {
    this.questions = questions;
    Api api = new Api(parts());
    EventLoops loops = new EventLoops();
    listener =
        new HttpListener(loops, HttpConfig.DEFAULT.at(new HostPort("127.0.0.1", 0)), api.routes());
    lifecycle = new Lifecycle(List.of(loops, listener, api));
    lifecycle.start();
  }

  private Api.Parts parts() {
    return new Api.Parts(
        "1.2.3",
        questions,
        () -> new Questions.Limits(100, Duration.ofSeconds(30)),
        journal,
        new Lake(),
        ServedApi::status,
        () -> "{\"version\": 1}",
        () -> new Reloaded(List.of("proxy"), reloadProblems),
        () -> ready,
        () -> "cairn_journal_records_total 3\n");
  }

  private static Status status() {
    Instant started = Instant.parse("2026-11-20T10:00:00Z");
    LinkedHashMap<String, HostPort> listening = new LinkedHashMap<>();
    listening.put("proxy", new HostPort("127.0.0.1", 8787));
    return new Status(
        "1.2.3",
        77,
        started,
        started.plusSeconds(90),
        Path.of("/home/me/.cairn"),
        "me",
        "local",
        "desk",
        listening,
        List.of(new Report("journal", true, new LinkedHashMap<>(Map.of("records", 3)))),
        List.of("be careful"));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  Stream<String> lines(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofLines()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + listener.address() + path))
        .timeout(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    lifecycle.close();
  }

  private final class Lake implements LakeMaintenance {
    @Override
    public Report report() {
      return new Report("lake", true, new LinkedHashMap<>(Map.of("files", 7)));
    }

    @Override
    public void compact(Progress progress) {
      progress.at("merging", 1, 2);
      progress.at("sweeping", 2, 2);
      if (lakeFailure != null) {
        throw lakeFailure;
      }
    }

    @Override
    public void rebuild(Optional<Path> more, Progress progress) {
      progress.at("reading" + more.map(folder -> " " + folder).orElse(""), 0, 0);
    }
  }
}
