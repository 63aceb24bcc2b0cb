package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.Script;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Step;
import dev.cairn.testing.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole program, killed at random moments while agents talk through it. */
class KillTest {
  private static final long SEED = 20_261_120;
  private static final int CALLS_EVERY = 3;

  /** Exchanges of a round that are whole before the moment of the kill is drawn. */
  private static final int AT_LEAST = 8;

  private static final int LONGEST_MILLIS = 1_200;

  @TempDir Path home;

  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(loops, new HostPort("127.0.0.1", 0), talking());
  private final Set<String> durableRequests = ConcurrentHashMap.newKeySet();
  private final Set<String> durableExchanges = ConcurrentHashMap.newKeySet();

  /** Thinks and answers at a pace that leaves streams open; every few replies it calls a tool. */
  private static Script talking() {
    return asked -> {
      if (asked.replies() % CALLS_EVERY == 1 && !asked.tools().isEmpty()) {
        Step call = new Step.CallTool("Bash", "{\"command\":\"echo " + asked.replies() + "\"}");
        return Turn.of(new Step.Say("I look."), call).paced(Duration.ofMillis(3));
      }
      String answer = "Answer " + asked.replies() + ", of " + "many words ".repeat(20);
      return Turn.of(new Step.Think("Let me see."), new Step.Say(answer))
          .paced(Duration.ofMillis(5));
    };
  }

  @BeforeEach
  void startModel() throws IOException {
    model.start();
    RunningCairn.configure(home, model.baseUrl(), ", \"lake\": {\"commit_every\": \"2s\"}");
  }

  @AfterEach
  void stopModel() {
    model.close();
    loops.close();
  }

  @Test
  void kill_fiveTimesUnderLoad_losesNothingDoublesNothing() throws Exception {
    killAndCheck(5);
  }

  @Test
  @Tag("slow")
  void kill_fiftyTimesUnderLoad_losesNothingDoublesNothing() throws Exception {
    killAndCheck(50);
  }

  private void killAndCheck(int times) throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < times; round++) {
      RunningCairn cairn = RunningCairn.up(home);
      try (TalkingAgents talking = new TalkingAgents(cairn.proxy(), round)) {
        Thread tail = follow(cairn.client());
        int enough = durableExchanges.size() + AT_LEAST;
        cairn.await(talking + " are recorded", () -> durableExchanges.size() >= enough);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_MILLIS)));
        cairn.kill();
        tail.join();
      }
    }
    try (RunningCairn cairn = RunningCairn.up(home)) {
      checkExchanges(cairn);
      checkMessages(cairn);
      checkRecordings();
      checkRebuilt(cairn);
    }
  }

  /** Every exchange that was durable is there once; what was open is closed as interrupted. */
  private void checkExchanges(RunningCairn cairn) {
    cairn.awaitCaughtUp();
    assertThat(ids(cairn)).as("exchanges that were durable").containsAll(durableRequests);
    List<Map<String, Object>> rows =
        cairn.rows("select exchange_id, recording, error, status from exchanges");

    assertThat(rows).extracting(row -> row.get("exchange_id")).doesNotHaveDuplicates();
    for (Map<String, Object> row : rows) {
      boolean whole = durableExchanges.contains(row.get("exchange_id"));
      assertThat(row.get("recording"))
          .as("%s, which was %s", row, whole ? "durable" : "open or closed unseen")
          .isIn(whole ? List.of("complete") : List.of("complete", "interrupted"));
      if (row.get("recording").equals("interrupted")) {
        assertThat(row.get("error")).isEqualTo("interrupted");
      }
    }
    assertThat(rows).anyMatch(row -> row.get("recording").equals("interrupted"));
  }

  private static List<Object> ids(RunningCairn cairn) {
    return cairn.rows("select exchange_id from exchanges").stream()
        .map(row -> row.get("exchange_id"))
        .toList();
  }

  /** No part of a message came twice, and each kind of talk is among them. */
  private static void checkMessages(RunningCairn cairn) {
    assertThat(
            cairn.number(
                "select count(*) - count(distinct (session_id, message_key, part)) from messages"))
        .as("parts that came twice")
        .isZero();
    assertThat(cairn.number("select count(*) from tool_calls where tool_status = 'success'"))
        .as("calls with their results")
        .isPositive();
    assertThat(cairn.number("select count(*) from exchanges where request_bytes > 1048576"))
        .as("bodies recorded in pieces")
        .isPositive();
    assertThat(cairn.number("select count(*) from sessions where session_id like 'socket-%'"))
        .as("sessions over a WebSocket")
        .isPositive();
    assertThat(
            cairn.number(
                "select count(*) from exchanges where recording = 'complete'"
                    + " and stream_event_count <> coalesce(json_array_length(stream_events), 0)"))
        .as("streams with events missing or too many")
        .isZero();
  }

  /** No line of the journal is torn. */
  private void checkRecordings() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("recordings"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.forEach(line -> assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue());
        }
      }
    }
  }

  /** The lake that is made again of the recordings is the lake. */
  private static void checkRebuilt(RunningCairn cairn) throws IOException {
    SortedMap<String, String> before = LakeContents.of(cairn);
    try (ServerClient.Response response = cairn.client().send("POST", "/api/lake/rebuild", null)) {
      assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("{\"done\":true}\n");
    }
    SortedMap<String, String> after = LakeContents.of(cairn);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.entrySet().removeAll(before.entrySet());
    assertThat(after).as("rows that are not what they were").isEmpty();
  }

  /** Reads what the journal has made durable, until the process dies. */
  private Thread follow(ServerClient client) {
    return Thread.ofVirtual()
        .start(() -> {
          try (ServerClient.Response tail =
                  client.send("GET", "/api/tail?signal=proxy&follow=true&last=0", null);
              BufferedReader lines =
                  new BufferedReader(new InputStreamReader(tail.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              note(line);
            }
          } catch (IOException | RuntimeException killed) {
            assertThat(killed).isNotNull();
          }
        });
  }

  private void note(String line) {
    JsonNode entry = JsonMapper.shared().readTree(line);
    String id = entry.path("exchange_id").asString("");
    switch (entry.path("kind").asString("")) {
      case "request" -> durableRequests.add(id);
      case "exchange" -> durableExchanges.add(id);
      default -> {}
    }
  }
}
