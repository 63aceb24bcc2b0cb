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
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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
  private static final int AGENTS = 12;
  private static final List<String> TABLES =
      List.of("exchanges", "witnessed", "messages", "tool_calls", "sessions");

  @TempDir Path home;

  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(loops, new HostPort("127.0.0.1", 0), streaming());
  private final Set<String> durableRequests = ConcurrentHashMap.newKeySet();
  private final Set<String> durableExchanges = ConcurrentHashMap.newKeySet();

  private static Script streaming() {
    return asked ->
        Turn.of(
                new Step.Think("Let me see."),
                new Step.Say("Answer " + asked.replies() + " to " + asked.words().getLast()))
            .paced(Duration.ofMillis(5));
  }

  @BeforeEach
  void startModel() throws IOException {
    model.start();
    RunningCairn.configure(home, model.baseUrl());
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
      try (Load load = new Load(cairn.proxy(), round)) {
        Thread tail = follow(cairn.client());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1_500)));
        cairn.kill();
        tail.join();
      }
    }
    try (RunningCairn cairn = RunningCairn.up(home)) {
      check(cairn);
    }
  }

  private void check(RunningCairn cairn) throws Exception {
    assertThat(durableExchanges).as("exchanges seen in the journal").hasSizeGreaterThan(20);
    cairn.awaitNumber(
        "select count(*) from exchanges where exchange_id in (" + quoted(durableRequests) + ")",
        durableRequests.size());
    List<Map<String, Object>> rows =
        cairn.rows("select exchange_id, recording, error from exchanges");
    List<String> ids = rows.stream().map(row -> (String) row.get("exchange_id")).toList();

    assertThat(ids).as("none twice").doesNotHaveDuplicates();
    assertThat(ids).as("every exchange that was durable").containsAll(durableExchanges);
    assertThat(rows.stream().filter(row -> durableExchanges.contains(row.get("exchange_id"))))
        .as("what was whole stays whole")
        .noneMatch(row -> "interrupted".equals(row.get("recording")));
    assertThat(rows.stream().filter(row -> !durableExchanges.contains(row.get("exchange_id"))))
        .as("what was open is closed as interrupted, or was closed unseen")
        .allMatch(row ->
            "interrupted".equals(row.get("error"))
                || row.get("recording").equals("complete")
                || "client_aborted".equals(row.get("error")));
    assertThat(
            cairn.number(
                "select count(*) - count(distinct (session_id, message_key, part)) from messages"))
        .as("message parts that came twice")
        .isZero();
    List<Map<String, Object>> before = contents(cairn);
    cairn.client().send("POST", "/api/lake/rebuild", null).body().readAllBytes();
    cairn.awaitNumber("select count(*) from exchanges", rows.size());
    assertThat(contents(cairn)).as("the lake made again").isEqualTo(before);
  }

  private static List<Map<String, Object>> contents(RunningCairn cairn) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String table : TABLES) {
      all.addAll(cairn.rows("select * from " + table + " order by all"));
    }
    return all;
  }

  private static String quoted(Set<String> ids) {
    return "'" + String.join("','", new TreeSet<>(ids)) + "'";
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
              note(JsonMapper.shared().readTree(line));
            }
          } catch (IOException | RuntimeException e) {
            assertThat(e).as("the process was killed").isNotNull();
          }
        });
  }

  private void note(JsonNode entry) {
    String id = entry.path("exchange_id").asString();
    switch (entry.path("kind").asString()) {
      case "request" -> durableRequests.add(id);
      case "exchange" -> durableExchanges.add(id);
      default -> {}
    }
  }

  /** Agents that talk, each in a session of its own whose history grows. */
  private static final class Load implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> agents = new ArrayList<>();

    Load(String proxy, int round) {
      for (int i = 0; i < AGENTS; i++) {
        String session = "session-" + round + "-" + i;
        agents.add(Thread.ofVirtual().start(() -> talk(proxy, session)));
      }
    }

    private void talk(String proxy, String session) {
      List<Object> history = new ArrayList<>();
      for (int turn = 0; !stopped.get(); turn++) {
        history.add(Map.of("role", "user", "content", "Question " + turn + " of " + session));
        try {
          history.add(Map.of("role", "assistant", "content", ask(proxy, session, history)));
        } catch (IOException e) {
          return; // the process was killed
        }
      }
    }

    private static String ask(String proxy, String session, List<Object> history)
        throws IOException {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(proxy + "/v1/messages").toURL().openConnection();
      connection.setDoOutput(true);
      connection.setRequestProperty("content-type", "application/json");
      connection.setRequestProperty("user-agent", "claude-cli/2.1.328 (external, cli)");
      connection.setRequestProperty("x-claude-code-session-id", session);
      Map<String, Object> body =
          Map.of("model", "claude-opus-5-5", "max_tokens", 99, "stream", true, "messages", history);
      connection
          .getOutputStream()
          .write(JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
      String stream =
          new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!stream.contains("message_stop")) {
        throw new IOException("cut");
      }
      StringBuilder text = new StringBuilder();
      for (String line : stream.split("\n")) {
        if (line.contains("text_delta")) {
          text.append(
              JsonMapper.shared()
                  .readTree(line.substring(line.indexOf('{')))
                  .path("delta")
                  .path("text")
                  .asString());
        }
      }
      return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
      stopped.set(true);
      for (Thread agent : agents) {
        agent.join();
      }
    }
  }
}
