package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Row PROXY = seen("proxy", "text", "hello").set("model", "sonnet");

  private static Row seen(String witness, String type, String text) {
    return Row.of(Datasets.WITNESSED)
        .set("ts", 1L)
        .set("witness", witness)
        .set("message_key", "msg-1")
        .set("part", 0L)
        .set("part_type", type)
        .set("content_text", text);
  }

  private static Row merged(Row... rows) {
    return Message.of("msg-1", Canonical.sorted(List.of(rows))).getFirst();
  }

  @Test
  void of_oneWitness_saysWhatItSays() {
    Row row = merged(PROXY);

    assertThat(row.text("content_text")).isEqualTo("hello");
    assertThat(row.text("witnesses")).isEqualTo("[\"proxy\"]");
    assertThat(row.text("message_key")).isEqualTo("msg-1");
  }

  @Test
  void of_earlierTranscript_proxyTellsContentAndTime() {
    Row transcript = seen("transcript", "text", "hello, cut").set("ts", 0L).set("cwd", "/work");

    Row row = merged(PROXY.copy().set("ts", 5L), transcript);

    assertThat(row.text("content_text")).isEqualTo("hello");
    assertThat(row.number("ts")).isEqualTo(5);
    assertThat(row.text("cwd")).isEqualTo("/work");
    assertThat(row.text("witnesses")).isEqualTo("[\"proxy\",\"transcript\"]");
  }

  @Test
  void of_disagreeingUsage_takesAllNumbersFromTheMostBelieved() {
    Row proxy = new Usage(10L, 5L, null, null, null, null).into(PROXY.copy());
    Row telemetry = new Usage(11L, 6L, 7L, null, null, null).into(seen("telemetry", "text", "x"));

    Usage usage = Usage.of(merged(telemetry, proxy));

    assertThat(usage).isEqualTo(new Usage(10L, 5L, null, null, null, null));
  }

  @Test
  void of_usageOnlyInTelemetry_standsOnTheFirstPartOnly() {
    Row second = PROXY.copy().set("part", 1L);
    Row telemetry = new Usage(11L, 6L, null, null, null, null).into(seen("telemetry", "empty", ""));

    List<Row> rows = Message.of("msg-1", List.of(PROXY, second, telemetry));

    assertThat(rows).extracting(row -> row.number("input_tokens")).containsExactly(11L, null);
  }

  @Test
  void of_emptyProxy_contentComesFromTheTranscript() {
    Row row = merged(seen("proxy", "empty", ""), seen("transcript", "text", "hello"));

    assertThat(row.text("content_text")).isEqualTo("hello");
    assertThat(row.text("witnesses")).isEqualTo("[\"proxy\",\"transcript\"]");
  }

  @Test
  void of_attributesOfTwo_joinsThemAndTheFirstWins() {
    Row proxy = PROXY.copy().set("attributes", "{\"index\":3}");
    Row transcript = seen("transcript", "text", "hello");
    transcript.set("attributes", "{\"uuid\":\"u-1\",\"index\":99}");

    assertThat(merged(transcript, proxy).text("attributes"))
        .isEqualTo("{\"index\":3,\"uuid\":\"u-1\"}");
  }

  @Test
  void of_historyAndTranscript_transcriptIsBelieved() {
    Row history = PROXY.copy().set("from_history", true).set("content_text", "repeated");

    Row row = merged(history, seen("transcript", "text", "hello"));

    assertThat(row.text("content_text")).isEqualTo("hello");
    assertThat(row.text("model")).isEqualTo("sonnet");
  }

  @Test
  void of_partsToldByLaterRecords_keepsTheFirstOfEach() {
    Row first = seen("transcript", "text", "one");
    Row second = seen("transcript", "text", "two").set("part", 1L).set("ts", 2L);
    Row again = seen("transcript", "text", "uno").set("ts", 3L);

    assertThat(Message.of("msg-1", Canonical.sorted(List.of(again, second, first))))
        .extracting(row -> row.text("content_text"))
        .containsExactly("one", "two");
  }

  @Test
  void of_unknownWitness_standsBehindTheKnown() {
    Row row = merged(seen("camera", "text", "seen"), seen("telemetry", "text", "hello"));

    assertThat(row.text("content_text")).isEqualTo("hello");
    assertThat(row.text("witnesses")).isEqualTo("[\"telemetry\",\"camera\"]");
  }
}
