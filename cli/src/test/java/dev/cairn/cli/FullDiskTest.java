package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.HostPort;
import dev.cairn.testing.Script;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Step;
import dev.cairn.testing.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole program on disks that run full under its recordings or under its lake. */
class FullDiskTest {
  @TempDir Path home;

  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(loops, new HostPort("127.0.0.1", 0), script());

  private static Script script() {
    return asked -> Turn.of(new Step.Say("words ".repeat(2_000)));
  }

  @BeforeEach
  void startModel() throws IOException {
    model.start();
    RunningCairn.configure(home, model.baseUrl(), ", \"lake\": {\"commit_every\": \"1s\"}");
    Path file = home.resolve("cairn.json");
    String small = "\"drain\": \"2s\", \"buffer\": \"1MiB\"";
    Files.writeString(file, Files.readString(file).replace("\"drain\": \"2s\"", small));
  }

  @AfterEach
  void stopModel() {
    model.close();
    loops.close();
  }

  @Test
  void recordings_diskFull_agentsGoOnAndTheLossIsTold() throws Exception {
    try (SmallDisk disk = SmallDisk.at(home.resolve("recordings"), "4m");
        RunningCairn cairn = RunningCairn.up(home)) {
      converse(cairn, "before");
      cairn.awaitNumber("select count(*) from exchanges where recording = 'complete'", 1);
      disk.fill();
      cairn.await(
          "a loss is counted",
          () -> {
            converse(cairn, "while it is full");
            return fact(cairn, "proxy", "lost_records") > 0;
          });
      checkTold(cairn);

      disk.makeRoom();
      cairn.await(
          "the journal writes again",
          () -> {
            converse(cairn, "after");
            return recordings().contains("\"kind\":\"loss\"");
          });
      checkWhole(cairn);
    }
  }

  private void converse(RunningCairn cairn, String words) throws IOException {
    String answer = Wire.post(cairn.proxy() + "/v1/messages", "full-disk", Wire.asking(words));
    assertThat(answer).as("the agent goes on").contains("message_stop");
  }

  private void checkTold(RunningCairn cairn) throws Exception {
    RunningCairn.Said status = RunningCairn.say(home, "status");
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.text())
        .contains("attention")
        .contains("warning: proxy needs attention")
        .containsPattern("lost records +[1-9]");
    assertThat(cairn.log())
        .containsPattern("ERROR [\\w.]*proxy[\\w.]*: the proxy could not record [0-9]+ records: ")
        .contains("No space left on device");
  }

  private void checkWhole(RunningCairn cairn) throws IOException {
    long partial = fact(cairn, "proxy", "partial");
    assertThat(partial).isPositive();
    converse(cairn, "whole again");
    cairn.awaitNumber(
        "select count(*) from exchanges where recording = 'complete'"
            + " and request_body like '%whole again%'",
        1);
    assertThat(cairn.number("select count(*) from exchanges where recording = 'partial'"))
        .as("partial exchanges whose closing record found room")
        .isLessThanOrEqualTo(partial);
    assertThat(recordings()).containsPattern("\"kind\":\"loss\".*\"lost\":[1-9]");
  }

  private String recordings() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home.resolve("recordings"))) {
      List<Path> days = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
      for (Path day : days) {
        all.append(Files.readString(day, StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  private static long fact(RunningCairn cairn, String part, String fact) {
    for (JsonNode each : cairn.status().path("parts")) {
      if (each.path("part").asString().equals(part)) {
        return each.path("facts").path(fact).asLong();
      }
    }
    throw new AssertionError("no part " + part);
  }

  @Test
  void lake_diskFull_nothingIsLostAndItRecoversByItself() throws Exception {
    try (SmallDisk disk = SmallDisk.at(home.resolve("lake"), "24m");
        RunningCairn cairn = RunningCairn.up(home)) {
      converse(cairn, "before");
      cairn.awaitNumber("select count(*) from exchanges", 1);
      disk.fill();
      converse(cairn, "while it is full");
      cairn.await("the lake says why", () -> !healthy(cairn, "lake"));

      assertThat(RunningCairn.say(home, "status").code()).isEqualTo(1);
      assertThat(cairn.number("select count(*) from exchanges")).as("still answered").isOne();
      assertThat(fact(cairn, "proxy", "lost_records")).isZero();
      assertThat(cairn.log()).contains("WARN").doesNotContain("ERROR");

      disk.makeRoom();
      cairn.awaitNumber("select count(*) from exchanges where recording = 'complete'", 2);
      cairn.await("the lake is well", () -> healthy(cairn, "lake"));
      assertThat(RunningCairn.say(home, "status").code()).isZero();
    }
  }

  private static boolean healthy(RunningCairn cairn, String part) {
    for (JsonNode each : cairn.status().path("parts")) {
      if (each.path("part").asString().equals(part)) {
        return each.path("healthy").asBoolean();
      }
    }
    return false;
  }
}
