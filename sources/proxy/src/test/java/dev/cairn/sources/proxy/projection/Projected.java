package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Datasets;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Row;
import dev.cairn.model.Signal;
import dev.cairn.trail.Agent;
import dev.cairn.trail.Projector.Projection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows that a walk along some records gave. */
record Projected(List<Row> rows) {
  static final Position START =
      new Position(
          "gate",
          UUID.fromString("00000000-0000-0000-0000-00000000000a"),
          Signal.PROXY,
          LocalDate.of(2026, 11, 20),
          0);

  static Projected of(Sample... samples) {
    List<String> lines = new ArrayList<>();
    for (Sample sample : samples) {
      lines.addAll(sample.lines());
    }
    return ofLines(lines);
  }

  static Projected ofLines(List<String> lines) {
    return new Projected(walk(projector().begin(), lines));
  }

  static ProxyProjector projector() {
    return new ProxyProjector(
        List.of(new Scout()),
        new Defaults("local", "mill"),
        ProjectionLimits.DEFAULT,
        ProjectionMetrics.NONE);
  }

  static List<Row> walk(Projection walk, List<String> lines) {
    List<Row> rows = new ArrayList<>();
    long offset = 0;
    for (String line : lines) {
      JournalRecord next = record(line, offset);
      rows.addAll(walk.accept(next));
      offset = next.next().offset();
    }
    return rows;
  }

  static JournalRecord record(String line, long offset) {
    byte[] json = line.getBytes(StandardCharsets.UTF_8);
    Position position = START.at(START.date(), offset);
    return new JournalRecord(position, START.at(START.date(), offset + json.length + 1), json);
  }

  List<Row> exchanges() {
    return rows.stream().filter(row -> row.dataset() == Datasets.EXCHANGES).toList();
  }

  Row exchange() {
    return exchanges().getFirst();
  }

  List<Row> witnessed() {
    return rows.stream().filter(row -> row.dataset() == Datasets.WITNESSED).toList();
  }

  /** The rows of the reply. */
  List<Row> reply() {
    return witnessed().stream().filter(row -> "assistant".equals(row.text("role"))).toList();
  }

  List<String> keys() {
    return witnessed().stream().map(row -> row.text("message_key")).distinct().toList();
  }

  /** An agent that names itself in a header. */
  static final class Scout implements Agent {
    @Override
    public String name() {
      return "scout";
    }

    @Override
    public List<String> commands() {
      return List.of("scout");
    }

    @Override
    public Optional<Sighting> recognise(Request request) {
      String session = request.headers().get("x-scout-session");
      return Optional.ofNullable(session)
          .map(told ->
              new Sighting(told, "camp", "7.1", request.metadata().containsKey("metadata")));
    }

    @Override
    public Launch launch(List<String> command, String proxy) {
      return new Launch(command, Map.of());
    }
  }
}
