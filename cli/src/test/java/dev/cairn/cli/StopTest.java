package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.Script;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Step;
import dev.cairn.testing.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, stopped and told to read its configuration again while agents stream. */
class StopTest {
  @TempDir Path home;

  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(loops, new HostPort("127.0.0.1", 0), script());

  /** Ends within the time that a stop waits, or long after it. */
  private static Script script() {
    return asked ->
        Turn.of(
            new Step.Say("I begin."),
            new Step.Silence(Duration.ofSeconds(asked.contains("for long") ? 60 : 1)),
            new Step.Say("I end."));
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
  void term_withOpenStreams_waitsForTheShortOnesAndRecordsTheRest() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      CompletableFuture<String> shortly = stream(cairn, "talk shortly");
      CompletableFuture<String> longer = stream(cairn, "talk for long");
      cairn.await(
          "both are open",
          () -> cairn.status().path("parts").path(0).path("facts").path("open").asInt() == 2);

      assertThat(cairn.stop()).isZero();
      assertThat(shortly.join()).contains("I end.").contains("message_stop");
      assertThat(longer.handle((text, cut) -> text == null ? "cut" : text).join())
          .doesNotContain("I end.");
      assertThat(cairn.log()).contains("Stopping: ").endsWith("Stopped.\n");
      assertThat(Files.exists(home.resolve("server.json"))).isFalse();
    }
    checkNothingIsLeftToDo();
  }

  /** The next start finds nothing open and reads nothing again. */
  private void checkNothingIsLeftToDo() throws Exception {
    Path day = recording();
    String recorded = Files.readString(day);
    try (RunningCairn cairn = RunningCairn.up(home)) {
      assertThat(cairn.rows("select recording, error from exchanges order by error nulls first"))
          .extracting(row -> row.get("recording") + " " + row.get("error"))
          .containsExactly("complete null", "complete interrupted");
      assertThat(cairn.status().path("parts").path(0).path("facts").path("interrupted").asInt())
          .isZero();
      assertThat(Files.readString(day)).isEqualTo(recorded);
    }
  }

  private Path recording() throws IOException {
    try (var files = Files.walk(home.resolve("recordings"))) {
      return files.filter(file -> file.toString().contains("/proxy/")).findFirst().orElseThrow();
    }
  }

  private static CompletableFuture<String> stream(RunningCairn cairn, String words) {
    String url = cairn.proxy() + "/v1/messages";
    return CompletableFuture.supplyAsync(
        () -> {
          try (InputStream answer = Wire.open(url, words, Wire.asking(words))) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException cut) {
            throw new CompletionException(cut);
          }
        },
        work -> Thread.ofVirtual().start(work));
  }

  @Test
  void reload_otherUpstream_restartsOnlyTheProxy() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home);
        ScriptedModel other = new ScriptedModel(loops, new HostPort("127.0.0.1", 0), script())) {
      other.start();
      String http = cairn.status().path("listening").path("http").asString();
      RunningCairn.configure(home, other.baseUrl());

      assertThat(RunningCairn.say(home, "reload").text()).isEqualTo("Restarted: proxy\n");
      assertThat(cairn.status().path("listening").path("http").asString()).isEqualTo(http);
      assertThat(stream(cairn, "talk shortly").join()).contains("I end.");
      assertThat(other.sent()).hasSize(1);
      assertThat(model.sent()).isEmpty();
    }
  }

  @Test
  void hup_otherUpstream_restartsTheProxy() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      RunningCairn.configure(home, "http://127.0.0.1:9");
      cairn.signal("HUP");

      cairn.await(
          "the proxy restarts",
          () -> cairn.log().contains("the configuration was taken over; new: [proxy]"));
      assertThat(cairn.status().path("parts").path(0).path("facts").path("upstreams").toString())
          .contains("http://127.0.0.1:9");
    }
  }

  @Test
  void reload_badFile_leavesAllRunningAndSaysWhy() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      String proxy = cairn.proxy();
      Files.writeString(home.resolve("cairn.json"), "{\"version\": 1, \"proxi\": {}}");
      RunningCairn.Said said = RunningCairn.say(home, "reload");

      assertThat(said.text()).contains("proxi: is not a known key; did you mean proxy?");
      assertThat(said.code()).isEqualTo(1);
      cairn.signal("HUP");
      cairn.await(
          "HUP is refused too",
          () -> cairn.log().split("the configuration was not taken over", -1).length == 3);
      assertThat(cairn.proxy()).isEqualTo(proxy);
      assertThat(stream(cairn, "talk shortly").join()).contains("I end.");
    }
  }

  @Test
  void up_onAFolderInUse_saysWhoHoldsIt() throws Exception {
    try (RunningCairn cairn = RunningCairn.up(home)) {
      RunningCairn.Said second = RunningCairn.say(home, "up");

      assertThat(second.text())
          .contains(
              "%s is in use by process %s, which listens on %s"
                  .formatted(
                      home.toRealPath(),
                      cairn.status().path("pid").asString(),
                      cairn.status().path("listening").path("http").asString()));
      assertThat(second.code()).isEqualTo(1);
      assertThat(cairn.rows("select 1 as one")).isEqualTo(java.util.List.of(Map.of("one", 1)));
    }
  }
}
