package dev.cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Problem;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  private final ServedApi api = new ServedApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/healthz", "/api/health", "/api/healthz"})
  void health_everyAddress_saysHealthyAndVersion(String path) throws Exception {
    assertThat(api.get(path).body()).isEqualTo("{\"status\":\"healthy\",\"version\":\"1.2.3\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ready", "/readyz", "/api/ready", "/api/readyz"})
  void ready_followersNotStarted_is503(String path) throws Exception {
    assertThat(api.get(path).statusCode()).isEqualTo(200);
    api.ready = false;
    assertThat(api.get(path).statusCode()).isEqualTo(503);
    assertThat(api.get(path).body()).contains("\"status\":\"starting\"");
  }

  @Test
  void status_isOneObject() throws Exception {
    assertThat(api.get("/api/status").body())
        .isEqualTo(
            "{\"version\":\"1.2.3\",\"pid\":77,\"started\":\"2026-11-20T10:00:00Z\","
                + "\"uptime_seconds\":90,\"home\":\"/home/me/.cairn\",\"gateway_id\":\"me\","
                + "\"workspace\":\"local\",\"machine\":\"desk\","
                + "\"listening\":{\"proxy\":\"127.0.0.1:8787\"},"
                + "\"parts\":[{\"part\":\"journal\",\"healthy\":true,\"facts\":{\"records\":3}}],"
                + "\"warnings\":[\"be careful\"]}");
  }

  @Test
  void catalog_namesTablesAndColumns() throws Exception {
    assertThat(api.get("/api/catalog").body())
        .isEqualTo(
            "{\"tables\":[{\"name\":\"messages\",\"meaning\":\"One part of a message.\","
                + "\"columns\":[{\"name\":\"ts\",\"type\":\"timestamp\",\"meaning\":\"When.\"},"
                + "{\"name\":\"model\",\"type\":\"text\",\"meaning\":\"Which model.\"}]}]}");
  }

  @Test
  void lake_work_isToldStepByStep() throws Exception {
    assertThat(api.get("/api/lake").body())
        .isEqualTo("{\"part\":\"lake\",\"healthy\":true,\"facts\":{\"files\":7}}");
    assertThat(api.post("/api/lake/compact", "").body())
        .isEqualTo(
            """
            {"phase":"merging","done":1,"total":2}
            {"phase":"sweeping","done":2,"total":2}
            {"done":true}
            """);
    assertThat(api.post("/api/lake/rebuild", "").body())
        .isEqualTo("{\"phase\":\"reading\",\"done\":0,\"total\":0}\n{\"done\":true}\n");
    assertThat(api.post("/api/lake/rebuild?from=/old%20ones", "").body())
        .startsWith("{\"phase\":\"reading /old ones\"");
    assertThat(api.post("/api/lake/rebuild?from=old", "").body())
        .contains("from must be the absolute path of a folder, was \\\"old\\\"");
  }

  @Test
  void lake_workFails_lastLineSaysWhy() throws Exception {
    api.lakeFailure = new CairnException(ErrorCode.STORAGE_FAILED, "the disk is full");
    assertThat(api.post("/api/lake/compact", "").body())
        .endsWith("{\"error\":{\"code\":\"STORAGE_FAILED\",\"message\":\"the disk is full\"}}\n");
  }

  @Test
  void reload_badConfiguration_is400WithEveryProblem() throws Exception {
    assertThat(api.post("/api/reload", "").body())
        .isEqualTo("{\"restarted\":[\"proxy\"],\"problems\":[]}");
    api.reloadProblems = List.of(new Problem("http.listen", "must be host:port, was 3", false));
    HttpResponse<String> refused = api.post("/api/reload", "");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "{\"code\":\"CONFIG_INVALID\",\"message\":\"http.listen: must be host:port, was 3\"}")
        .contains(
            "{\"where\":\"http.listen\",\"what\":\"must be host:port, was 3\",\"warning\":false}");
  }

  @Test
  void root_config_metrics_answer() throws Exception {
    assertThat(api.get("/").body()).startsWith("This is Cairn 1.2.3: it records");
    assertThat(api.get("/api/config").body()).isEqualTo("{\"version\": 1}");
    assertThat(api.get("/metrics").body()).isEqualTo("cairn_journal_records_total 3\n");
    assertThat(api.get("/api/nothing").statusCode()).isEqualTo(404);
    assertThat(api.get("/api/query").statusCode()).isEqualTo(405);
  }
}
