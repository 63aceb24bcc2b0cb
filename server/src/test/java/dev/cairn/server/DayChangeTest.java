package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Step;
import dev.cairn.testing.Turn;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that records over midnight, UTC. */
class DayChangeTest {
  private static final String EVERYTHING = "select * from messages order by all";

  @TempDir Path home;
  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(
          loops,
          new HostPort("127.0.0.1", 0),
          asked ->
              Turn.of(
                  new Step.Say("Before midnight."),
                  new Step.Silence(Duration.ofSeconds(1)),
                  new Step.Say("And after.")));
  private final MovingClock clock = new MovingClock();

  @BeforeEach
  void start() {
    model.start();
    TestingServer.configure(
        home,
        TestingServer.sections(model.baseUrl()) + ", \"journal\": {\"compress_after\": \"1ms\"}");
    clock.set("2026-11-20T23:59:50Z");
  }

  @AfterEach
  void close() {
    model.close();
    loops.close();
  }

  @Test
  void midnight_withAnOpenStream_startsAFileAndKeepsTheExchangeWhole() throws Exception {
    List<List<Object>> rows;
    try (TestingServer testing = TestingServer.start(home, clock)) {
      CompletableFuture<HttpResponse<String>> stream =
          CompletableFuture.supplyAsync(() -> ask(testing, "over midnight"));
      awaitFile("2026-11-20.jsonl");
      clock.set("2026-11-21T00:00:01Z");
      assertThat(stream.join().body()).contains("And after.");
      ask(testing, "on the next day");
      testing.awaitRows("select 1 from exchanges where recording = 'complete'", 2);
      rows = testing.ask(EVERYTHING);
      assertThat(day("2026-11-20.jsonl")).exists();
      assertThat(Files.readString(day("2026-11-21.jsonl"))).contains("\"kind\":\"exchange\"");
    }
    checkCompressed(rows);
  }

  /** At the next start the closed day is compressed, and read like any other. */
  private void checkCompressed(List<List<Object>> rows) {
    try (TestingServer testing = TestingServer.start(home, clock)) {
      awaitFile("2026-11-20.jsonl.zst");
      assertThat(day("2026-11-20.jsonl")).doesNotExist();
      assertThat(tail(testing, "2026-11-20"))
          .contains("over midnight")
          .contains("\"kind\":\"request\"")
          .doesNotContain("\"kind\":\"exchange\"");
      assertThat(tail(testing, "2026-11-21")).contains("\"kind\":\"exchange\"");
      assertThat(testing.post(testing.http() + "/api/lake/rebuild", "").body())
          .endsWith("{\"done\":true}\n");
      assertThat(testing.ask(EVERYTHING)).isEqualTo(rows);
      assertThat(testing.ask("select content_text from messages where role = 'assistant'"))
          .containsOnly(List.of("Before midnight."), List.of("And after."));
    }
  }

  private static String tail(TestingServer testing, String date) {
    return testing.get(testing.http() + "/api/tail?follow=false&date=" + date).body();
  }

  private static HttpResponse<String> ask(TestingServer testing, String words) {
    String body =
        """
        {"model": "claude-test", "max_tokens": 99, "stream": true,
         "metadata": {"user_id": "{\\"session_id\\":\\"midnight\\"}"},
         "messages": [{"role": "user", "content": "%s"}]}\
        """
            .formatted(words);
    return testing.post(testing.proxy() + "/v1/messages", body);
  }

  private Path day(String name) {
    return home.resolve("recordings/tester/proxy").resolve(name);
  }

  private void awaitFile(String name) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Files.exists(day(name)) || day(name).toFile().length() == 0) {
      assertThat(System.nanoTime()).as("no " + name).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
