package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Row;
import dev.cairn.trail.Projector.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExchangeWalkTest {
  private static final String ASKED = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final Counted counted = new Counted();

  @Test
  void accept_interleavedExchanges_keepsThemApart() {
    List<String> first = sample("e1").event("{\"type\":\"ping\",\"n\":1}").lines();
    List<String> second = sample("e2").event("{\"type\":\"ping\",\"n\":2}").lines();
    List<String> mixed = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      mixed.add(first.get(i));
      mixed.add(second.get(i));
    }
    List<Row> exchanges = Projected.ofLines(mixed).exchanges();
    assertThat(exchanges).extracting(row -> row.text("exchange_id")).containsExactly("e1", "e2");
    assertThat(exchanges.getLast().text("stream_events")).contains("\\\"n\\\":2");
  }

  @Test
  void accept_rows_carryThePositionOfTheClosingRecord() {
    List<String> lines = sample("e1").lines();
    List<Row> rows = Projected.ofLines(lines).rows();
    assertThat(rows)
        .extracting(row -> row.number("position_offset"))
        .containsOnly((long) lines.getFirst().length() + 1);
    assertThat(rows).extracting(row -> row.text("position_date")).containsOnly("2026-11-20");
    assertThat(rows).extracting(row -> row.text("gateway_id")).containsOnly("gate");
  }

  @Test
  void oldestOpen_followsTheFirstRecordThatIsStillNeeded() {
    Projection walk = Projected.projector().begin();
    List<String> first = sample("e1").lines();
    List<String> second = sample("e2").lines();
    JournalRecord a = Projected.record(first.getFirst(), 0);
    JournalRecord b = Projected.record(second.getFirst(), a.next().offset());
    JournalRecord c = Projected.record(first.getLast(), b.next().offset());
    JournalRecord d = Projected.record(second.getLast(), c.next().offset());
    assertThat(walk.oldestOpen()).isNull();
    walk.accept(a);
    walk.accept(b);
    assertThat(walk.oldestOpen()).isEqualTo(a.position());
    walk.accept(c);
    assertThat(walk.oldestOpen()).isEqualTo(b.position());
    walk.accept(d);
    assertThat(walk.oldestOpen()).isNull();
  }

  @Test
  void accept_fromTheOldestOpen_givesTheSameRows() {
    List<String> lines = sample("e1").event("{\"type\":\"ping\"}").lines();
    List<Row> again = Projected.walk(Projected.projector().begin(), lines);
    assertThat(again).isEqualTo(Projected.ofLines(lines).rows());
  }

  @Test
  void accept_garbage_givesNoRowsAndNeverThrows() {
    Projection walk = projector(ProjectionLimits.DEFAULT).begin();
    List<String> garbage =
        List.of(
            "",
            "   ",
            "not json",
            "{",
            "[1,2]",
            "null",
            "\"text\"",
            "{\"kind\":7}",
            "{\"exchange_id\":\"e\"}",
            "{\"exchange_id\":5,\"kind\":\"exchange\"}",
            "{\"kind\":\"loss\",\"ts\":\"2026-11-20T10:00:00Z\",\"lost\":3,\"reason\":\"r\"}",
            "{\"exchange_id\":\"e\",\"kind\":\"unheard\"}");
    assertThat(Projected.walk(walk, garbage)).isEmpty();
    assertThat(walk.oldestOpen()).isNull();
    assertThat(counted.unreadable).isEqualTo(9);
  }

  @Test
  void accept_closingRecordOfNothing_isARowOfNothing() {
    List<Row> rows =
        Projected.walk(
            Projected.projector().begin(),
            List.of(
                "{\"exchange_id\":\"e\",\"kind\":\"exchange\",\"ts_start\":\"yesterday\","
                    + "\"request\":7,\"response\":[],\"client\":\"x\",\"duration_ms\":\"long\"}"));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().text("exchange_id")).isEqualTo("e");
    assertThat(rows.getFirst().number("ts")).isNull();
  }

  @Test
  void accept_damagedRecords_neverThrow() {
    Random random = new Random(7);
    List<String> lines = sample("e1").event("{\"type\":\"message_start\"}").lines();
    for (int round = 0; round < 300; round++) {
      List<String> damaged = new ArrayList<>();
      for (String line : lines) {
        int at = random.nextInt(line.length());
        damaged.add(
            line.substring(0, at) + (char) (32 + random.nextInt(90)) + line.substring(at + 1));
      }
      Projected.walk(Projected.projector().begin(), damaged);
    }
  }

  @Test
  void accept_bodyInChunks_isPutTogether() {
    Sample sample = sample("e1").large();
    List<String> lines = new ArrayList<>();
    lines.add(chunk("request", 0, ASKED.substring(0, 20)));
    lines.add(chunk("request", 1, ASKED.substring(20)));
    lines.add(chunk("response", 0, "{\"id\":\"m\",\"role\":\"assistant\","));
    lines.add(chunk("response", 1, "\"content\":[{\"type\":\"text\",\"text\":\"yo\"}]}"));
    lines.add(sample.lines().getLast());
    Projected projected = Projected.ofLines(lines);
    assertThat(projected.exchange().text("request_body")).isEqualTo(ASKED);
    assertThat(projected.reply().getFirst().text("content_text")).isEqualTo("yo");
    assertThat(projected.exchange().text("truncated")).isNull();
  }

  private static String chunk(String of, int seq, String data) {
    return Sample.JSON.writeValueAsString(
        Sample.JSON
            .createObjectNode()
            .put("exchange_id", "e1")
            .put("kind", "body")
            .put("of", of)
            .put("seq", seq)
            .put("data", data));
  }

  @Test
  void accept_bodyOnlyInTheFirstRecord_isTaken() {
    assertThat(Projected.of(sample("e1").large()).exchange().text("request_body")).isEqualTo(ASKED);
  }

  @Test
  void accept_firstRecordMissing_tellsTheLengthOfTheBody() {
    List<String> lines = sample("e1").large().lines();
    Projected projected = Projected.ofLines(List.of(lines.getLast()));
    assertThat(projected.exchange().text("request_body")).isNull();
    assertThat(projected.exchange().text("truncated"))
        .isEqualTo("{\"request_body\":" + ASKED.length() + "}");
    assertThat(projected.exchange().text("dialect")).isEqualTo("anthropic-messages");
  }

  @Test
  void accept_longCells_areCutAndTellTheirTrueLength() {
    ProjectionLimits limits = new ProjectionLimits(1 << 20, 10, Duration.ofHours(1), 100);
    Sample sample =
        sample("e1")
            .reply(200, "é".repeat(80))
            .event("a", "x".repeat(60))
            .event("b", "y".repeat(60));
    Row row = Projected.walk(projector(limits).begin(), sample.lines()).getFirst();
    assertThat(row.text("response_body")).isEqualTo("é".repeat(50));
    assertThat(Json.parse(row.text("stream_events")).size()).isEqualTo(1);
    assertThat(Json.number(Json.parse(row.text("truncated")), "response_body")).isEqualTo(160L);
    assertThat(Json.number(Json.parse(row.text("truncated")), "stream_events")).isGreaterThan(150L);
  }

  @Test
  void accept_requestThatWasCut_keepsTheReply() {
    ProjectionLimits limits = new ProjectionLimits(1 << 20, 10, Duration.ofHours(1), 30);
    Sample sample = sample("e1").event("{\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}");
    sample.event(
        "{\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"yo\"}}");
    List<Row> rows = Projected.walk(projector(limits).begin(), sample.lines());
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().text("request_body")).isEqualTo(ASKED.substring(0, 30));
    assertThat(rows.getFirst().text("history")).isNull();
    assertThat(rows.getLast().text("content_text")).isEqualTo("yo");
  }

  @Test
  void accept_exchangeOverItsShare_keepsItsFirstPart() {
    ProjectionLimits limits = new ProjectionLimits(4000, 10, Duration.ofHours(1), 1 << 20);
    Sample sample = sample("e1");
    for (int number = 0; number < 100; number++) {
      sample.event("{\"type\":\"ping\",\"n\":" + number + "}");
    }
    Row row = Projected.walk(projector(limits).begin(), sample.lines()).getFirst();
    String events = row.text("stream_events");
    assertThat(events).contains("\\\"n\\\":0}").doesNotContain("\\\"n\\\":99}");
    assertThat(Json.number(Json.parse(row.text("truncated")), "stream_events"))
        .isGreaterThan(events.length());
    assertThat(row.number("stream_event_count")).isEqualTo(100L);
    assertThat(counted.cut).isPositive();
  }

  @Test
  void accept_manyThatNeverClose_forgetsTheOldest() {
    ProjectionLimits limits = new ProjectionLimits(1 << 20, 5, Duration.ofHours(1), 1 << 20);
    Projection walk = projector(limits).begin();
    List<String> openings = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      openings.add(sample("e" + number).lines().getFirst());
    }
    Projected.walk(walk, openings);
    assertThat(counted.abandoned).isEqualTo(3);
    assertThat(walk.oldestOpen().offset()).isEqualTo(3L * (openings.getFirst().length() + 1));
  }

  @Test
  void accept_silentForLong_isNoLongerWaitedFor() {
    Projection walk = projector(ProjectionLimits.DEFAULT).begin();
    String opening = sample("e1").lines().getFirst();
    String later = sample("e2").lines().getFirst().replace("2026-11-20T10", "2026-11-22T10");
    Projected.walk(walk, List.of(opening, later));
    assertThat(counted.abandoned).isEqualTo(1);
    assertThat(walk.oldestOpen().offset()).isEqualTo(opening.length() + 1);
  }

  @Test
  void accept_flood_holdsNoMoreThanTheLimit() {
    ProjectionLimits limits = new ProjectionLimits(1 << 20, 100_000, Duration.ofHours(1), 1 << 20);
    Projection walk = projector(limits).begin();
    List<String> openings = new ArrayList<>();
    for (int number = 0; number < 3000; number++) {
      openings.add(sample("e" + number).body("x".repeat(1000)).lines().getFirst());
    }
    Projected.walk(walk, openings);
    assertThat(counted.cut).isGreaterThan(1500);
  }

  private static Sample sample(String id) {
    return Sample.anthropic(id, ASKED);
  }

  private ProxyProjector projector(ProjectionLimits limits) {
    return new ProxyProjector(List.of(), new Defaults("local", "mill"), limits, counted);
  }

  private static final class Counted implements ProjectionMetrics {
    private int unreadable;
    private int abandoned;
    private int cut;

    @Override
    public void unreadable() {
      unreadable++;
    }

    @Override
    public void abandoned() {
      abandoned++;
    }

    @Override
    public void cut() {
      cut++;
    }

    @Override
    public void unprojected() {
      throw new AssertionError("the messages of an exchange could not be read");
    }
  }
}
