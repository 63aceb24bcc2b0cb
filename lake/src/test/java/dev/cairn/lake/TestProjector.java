package dev.cairn.lake;

import dev.cairn.model.Datasets;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Row;
import dev.cairn.model.Signal;
import dev.cairn.trail.Projector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Projects {@code open} and {@code close} records of a test: a close gives one row of exchanges and
 * one of witnessed; the text of the open is a part of it.
 */
final class TestProjector implements Projector {
  static final JsonMapper JSON = JsonMapper.shared();

  static byte[] open(String id, String text) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", "open").put("id", id).put("text", text);
    return JSON.writeValueAsBytes(node);
  }

  static byte[] close(String id, String session, String key, long ts, String body) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", "close").put("id", id).put("session", session).put("key", key);
    node.put("ts", ts).put("body", body);
    return JSON.writeValueAsBytes(node);
  }

  @Override
  public Signal signal() {
    return Signal.PROXY;
  }

  @Override
  public Projection begin() {
    return new Walk();
  }

  @Override
  public List<Row> history(Row exchange) {
    return List.of();
  }

  private static final class Walk implements Projection {
    private final Map<String, Open> open = new LinkedHashMap<>();

    private record Open(Position position, String text) {}

    @Override
    public List<Row> accept(JournalRecord line) {
      JsonNode node = JSON.readTree(new String(line.json(), StandardCharsets.UTF_8));
      String id = node.path("id").asString();
      if (node.path("kind").asString().equals("open")) {
        open.put(id, new Open(line.position(), node.path("text").asString()));
        return List.of();
      }
      Open opened = open.remove(id);
      String text = opened == null ? "lost" : opened.text;
      String body = node.path("body").asString();
      return List.of(
          row(Row.of(Datasets.EXCHANGES), node, line.position())
              .set("exchange_id", id)
              .set("request_body", text)
              .set("response_body", body),
          row(Row.of(Datasets.WITNESSED), node, line.position())
              .set("witness", "proxy")
              .set("message_key", node.path("key").asString())
              .set("part", 0L)
              .set("content_text", body.substring(0, Math.min(40, body.length())))
              .set("exchange_id", id));
    }

    private static Row row(Row row, JsonNode node, Position position) {
      return row.set("ts", node.path("ts").asLong())
          .set("workspace", "local")
          .set("session_id", node.path("session").asString())
          .set("position_date", position.date().toString())
          .set("position_offset", position.offset());
    }

    @Override
    public @Nullable Position oldestOpen() {
      return open.isEmpty() ? null : open.values().iterator().next().position;
    }
  }
}
