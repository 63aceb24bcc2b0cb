package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CairnServerTest {
  @TempDir Path home;
  private final EchoModel model = new EchoModel();
  private TestingServer testing;

  @BeforeEach
  void start() {
    testing = TestingServer.start(home, model.url());
  }

  @AfterEach
  void close() {
    testing.close();
    model.close();
  }

  @Test
  void request_throughTheProxy_canBeAskedForWithinASecond() throws Exception {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("warm up"));
    testing.awaitRows("select 1 from messages", 2);
    var response = testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Hi there"));
    Duration took = testing.awaitRows("select 1 from exchanges", 2);

    assertThat(response.body()).contains("\"id\": \"msg_2\"");
    assertThat(
            testing.ask(
                "select role, content_text, model, output_tokens, machine, gateway_id"
                    + " from messages where content_text in ('Hi there') or message_key = 'msg_2'"
                    + " order by ts, role desc"))
        .hasSize(2)
        .extracting(row -> row.subList(0, 2))
        .containsExactly(List.of("user", "Hi there"), List.of("assistant", "Hello."));
    assertThat(took).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void status_afterTraffic_tellsWhatRunsAndWhatWasRecorded() throws Exception {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Hi"));
    testing.awaitRows("select 1 from exchanges", 1);
    JsonNode status =
        JsonMapper.shared().readTree(testing.get(testing.http() + "/api/status").body());

    assertThat(status.path("gateway_id").asString()).isEqualTo("tester");
    assertThat(status.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(status.path("listening").path("proxy").asString())
        .isEqualTo(testing.server().proxyAddress().orElseThrow().toString());
    assertThat(status.path("parts"))
        .extracting(part -> part.path("part").asString() + part.path("healthy"))
        .containsExactly("proxytrue", "journaltrue", "laketrue");
    assertThat(status.path("parts").get(0).path("facts").path("exchanges").asLong()).isOne();
    assertThat(status.path("warnings")).isEmpty();
  }

  @Test
  void metrics_afterTraffic_countRecords() {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Hi"));
    testing.awaitRows("select 1 from exchanges", 1);

    assertThat(testing.get(testing.http() + "/metrics").body())
        .contains("cairn_journal_records_total{signal=\"proxy\"} 2.0")
        .contains("cairn_proxy_exchanges_total{upstream=\"anthropic\"} 1.0")
        .contains("cairn_lake_rows_total{dataset=\"exchanges\"}")
        .contains("jvm_memory_used_bytes");
    assertThat(testing.get(testing.http() + "/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void tail_overTheApi_givesTheRecords() {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Hi"));
    testing.awaitRows("select 1 from exchanges", 1);

    assertThat(testing.get(testing.http() + "/api/tail?follow=false").body().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("\"kind\":\"request\""))
        .anyMatch(line -> line.contains("\"kind\":\"exchange\""));
  }

  @Test
  void query_overTheApi_givesRowsAndRefusesWrites() {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Hi"));
    testing.awaitRows("select 1 from exchanges", 1);
    String url = testing.http() + "/api/query";

    assertThat(testing.post(url, "{\"sql\":\"select count(*) n from exchanges\"}").body())
        .startsWith("{\"columns\":[{\"name\":\"n\",\"type\":\"BIGINT\"}]}\n[1]\n{\"rows\":1,");
    assertThat(testing.post(url, "{\"sql\":\"create table x (i int)\"}").body())
        .startsWith("{\"error\":{\"code\":\"SQL_REFUSED\"");
  }

  @Test
  void serverJson_isThereWhileItRuns() throws Exception {
    ServerFile file = ServerFile.running(home).orElseThrow();
    assertThat(file.http()).isEqualTo(testing.server().httpAddress());
    assertThat(file.proxy()).isEqualTo(testing.server().proxyAddress());
    testing.close();

    assertThat(Files.exists(home.resolve("server.json"))).isFalse();
    assertThat(ServerFile.running(home)).isEmpty();
  }

  @Test
  void secondServer_sameFolder_saysWhoHoldsIt() throws Exception {
    CairnServer second = CairnServer.offline(TestingServer.sound(TestingServer.load(home)));
    assertThatThrownBy(second::start)
        .isInstanceOf(CairnException.class)
        .hasMessage(
            "%s is in use by process %d, which listens on %s",
            home, ProcessHandle.current().pid(), testing.server().httpAddress());
    second.close();

    assertThat(OtherProcess.locks(home)).contains("is in use by process");
    assertThat(testing.get(testing.http() + "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void offline_afterAServer_answersFromWhatWasRecorded() {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Remember"));
    testing.close();

    try (CairnServer offline = CairnServer.offline(TestingServer.sound(TestingServer.load(home)))) {
      offline.start();
      assertThat(offline.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
      assertThat(
              TestingServer.ask(
                  offline, "select content_text from messages order by ts, role desc"))
          .containsExactly(List.of("Remember"), List.of("Hello."));
      assertThat(offline.proxyAddress()).isEmpty();
      assertThat(offline.announcements()).isEmpty();
    }
  }

  @Test
  void lake_rebuiltOverTheApi_answersTheSame() {
    testing.post(testing.proxy() + "/v1/messages", EchoModel.request("Hi"));
    testing.awaitRows("select 1 from exchanges", 1);
    String sql = "select * exclude (witnesses) from messages order by all";
    var before = testing.ask(sql);

    assertThat(testing.post(testing.http() + "/api/lake/rebuild", "").body())
        .startsWith("{\"phase\":\"reading\"")
        .endsWith("{\"done\":true}\n");
    assertThat(testing.ask(sql)).isEqualTo(before).hasSize(2);
    assertThat(testing.post(testing.http() + "/api/lake/compact", "").body())
        .endsWith("{\"done\":true}\n");
  }

  @Test
  void announcements_sayWhereThingsAre() {
    assertThat(testing.server().announcements())
        .containsExactly(
            "Proxy listens on %s, recording to %s/tester/proxy/<UTC-date>.jsonl"
                .formatted(
                    testing.server().proxyAddress().orElseThrow(), home.resolve("recordings")),
            "API listens on http://" + testing.server().httpAddress());
  }
}
