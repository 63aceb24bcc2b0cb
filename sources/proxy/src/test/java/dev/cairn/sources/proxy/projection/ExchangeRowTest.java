package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import dev.cairn.model.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeRowTest {
  private static final String ASKED =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @Test
  void row_ofCollectivus_isReadWithItsDefaults() {
    List<String> lines =
        List.of(
            "{\"exchange_id\":\"c1\",\"kind\":\"stream_event\",\"t_ms\":12,"
                + "\"event\":\"message_start\",\"data\":\"{\\\"type\\\":\\\"message_start\\\","
                + "\\\"message\\\":{\\\"id\\\":\\\"msg_c\\\",\\\"usage\\\":{\\\"input_tokens\\\":2}}}\"}",
            "{\"exchange_id\":\"c1\",\"kind\":\"exchange\",\"ts_start\":\"2026-05-01T08:00:00.000Z\","
                + "\"ts_end\":\"2026-05-01T08:00:01.000Z\",\"duration_ms\":1000,"
                + "\"upstream\":\"anthropic\",\"client\":{\"ip\":\"127.0.0.1\","
                + "\"user_agent\":\"claude-cli/2.0.0\"},\"request\":{\"method\":\"POST\","
                + "\"path\":\"/v1/messages\",\"headers\":{},\"body\":"
                + Sample.JSON.writeValueAsString(ASKED)
                + "},\"response\":{\"status\":200,\"headers\":{\"content-type\":"
                + "\"text/event-stream; charset=utf-8\"}},\"stream_event_count\":1,\"cwd\":\"/w\"}");
    Projected projected = Projected.ofLines(lines);
    Row row = projected.exchange();
    assertThat(row.text("workspace")).isEqualTo("local");
    assertThat(row.text("machine")).isEqualTo("mill");
    assertThat(row.text("recording")).isEqualTo("complete");
    assertThat(row.text("user_agent")).isEqualTo("claude-cli/2.0.0");
    assertThat(row.text("cwd")).isEqualTo("/w");
    assertThat(row.number("request_bytes")).isEqualTo(ASKED.length());
    assertThat(row.number("ttft_ms")).isEqualTo(12L);
    assertThat(projected.reply().getFirst().text("message_key")).isEqualTo("msg_c");
  }

  @Test
  void agent_thatRecognises_namesSessionParentAndVersion() {
    Sample sample =
        Sample.anthropic("e1", ASKED)
            .header("x-scout-session", List.of("hill", "dale"))
            .more("run_id", "run1");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("agent")).isEqualTo("scout");
    assertThat(projected.exchange().text("session_id")).isEqualTo("hill");
    Row words = projected.witnessed().getFirst();
    assertThat(words.text("session_id")).isEqualTo("hill");
    assertThat(words.text("parent_session_id")).isEqualTo("camp");
    assertThat(words.text("client_version")).isEqualTo("7.1");
    assertThat(words.text("run_id")).isEqualTo("run1");
    assertThat(words.flag("is_sidechain")).isFalse();
    assertThat(words.text("witness")).isEqualTo("proxy");
  }

  @Test
  void session_ofOlderClaudeCode_isTakenFromTheUserId() {
    String uuid = "5e1f0000-1111-2222-3333-444455556666";
    Sample sample =
        Sample.anthropic(
            "e1",
            "{\"metadata\":{\"user_id\":\"user_ab_account_cd_session_"
                + uuid
                + "\"},\"messages\":[{\"role\":\"user\",\"content\":\"hi chat\"}]}");
    Row words = Projected.of(sample).witnessed().getFirst();
    assertThat(words.text("session_id")).isEqualTo(uuid);
    assertThat(words.text("compat_message_id")).isEqualTo("def6ed93d02755c4");
  }

  @Test
  void session_userIdAsObject_isTaken() {
    Sample sample =
        Sample.anthropic(
            "e1",
            "{\"metadata\":{\"user_id\":{\"session_id\":\"s9\",\"cwd\":\"/x\"}},\"messages\":[]}");
    Row row = Projected.of(sample).exchange();
    assertThat(row.text("session_id")).isEqualTo("s9");
    assertThat(row.text("cwd")).isEqualTo("/x");
  }

  @Test
  void session_ofOpenAi_isNotMadeOfInstructions() {
    String body =
        "{\"messages\":[{\"role\":\"system\",\"content\":\"rules\"},"
            + "{\"role\":\"user\",\"content\":\"%s\"}]}";
    Row one = Projected.of(Sample.chat("e1", body.formatted("hi chat"))).exchange();
    Row other = Projected.of(Sample.chat("e2", body.formatted("good day"))).exchange();
    assertThat(one.text("session_id")).isEqualTo("739d2d7ee16b3366");
    assertThat(other.text("session_id")).isNotEqualTo(one.text("session_id"));
  }

  @Test
  void session_ofAConversationThatOpenAiKeeps_isItsId() {
    Sample sample =
        Sample.responses("e1", "{\"conversation\":{\"id\":\"conv_1\"},\"input\":\"hi\"}");
    assertThat(Projected.of(sample).exchange().text("session_id")).isEqualTo("conv_1");
  }

  @Test
  void otherPath_hasNoDialectAndNoMessages() {
    Sample sample = new Sample("e1").method("GET").path("/v1/models?limit=1000").reply(200, "{}");
    Projected projected = Projected.of(sample);
    assertThat(projected.rows()).hasSize(1);
    assertThat(projected.exchange().text("dialect")).isNull();
    assertThat(projected.exchange().text("session_id")).isNull();
    assertThat(projected.exchange().text("path")).isEqualTo("/v1/models?limit=1000");
  }

  @Test
  void resold_anthropicBody_isKnownByItsForm() {
    Sample sample =
        new Sample("e1")
            .path("/v1/projects/p/publishers/anthropic/models/claude:streamRawPredict")
            .upstream("vertex")
            .body(
                "{\"anthropic_version\":\"v\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("dialect")).isEqualTo("anthropic-messages");
    assertThat(projected.witnessed().getFirst().text("provider")).isEqualTo("vertex");
  }

  @Test
  void requestId_ofOpenAi_isFoundUnderItsOtherName() {
    Sample sample = Sample.chat("e1", ASKED).replyHeader("x-request-id", "req_o");
    Projected projected = Projected.of(sample);
    assertThat(projected.exchange().text("request_id")).isEqualTo("req_o");
    assertThat(projected.witnessed().getFirst().text("request_id")).isEqualTo("req_o");
  }

  @Test
  void limits_fromConfiguration_areReadAndChecked() {
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> values =
        Map.of("open_bytes", "1MiB", "open_exchanges", 7, "open_age", "2h", "cell_bytes", 4096);
    assertThat(ProjectionLimits.from(Section.root(values, problems)))
        .isEqualTo(new ProjectionLimits(1 << 20, 7, Duration.ofHours(2), 4096));
    ProjectionLimits.from(Section.root(Map.of("open_bytes", 0, "open_age", "0s"), problems));
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "open_bytes: must be positive, was 0", "open_age: must be positive, was 0ms");
  }
}
