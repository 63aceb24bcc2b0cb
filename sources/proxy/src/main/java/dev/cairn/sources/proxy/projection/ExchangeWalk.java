package dev.cairn.sources.proxy.projection;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Row;
import dev.cairn.trail.Projector;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Collects the records of each exchange until it closes. Not thread-safe. */
final class ExchangeWalk implements Projector.Projection {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeWalk.class);

  private final ExchangeProjection projection;
  private final ProjectionLimits limits;
  private final ProjectionMetrics metrics;

  /** In the order in which they were opened, which is the order of their positions. */
  private final SequencedMap<String, OpenExchange> open = new LinkedHashMap<>();

  private long held;
  private Instant now = Instant.MIN;
  private Instant swept = Instant.MIN;

  ExchangeWalk(ExchangeProjection projection, ProjectionLimits limits, ProjectionMetrics metrics) {
    this.projection = projection;
    this.limits = limits;
    this.metrics = metrics;
  }

  @Override
  public List<Row> accept(JournalRecord journalRecord) {
    JsonNode json = Json.parse(journalRecord.json());
    String kind = json == null ? null : Json.text(json, "kind");
    if (json == null || kind == null) {
      metrics.unreadable();
      return List.of();
    }
    String id = Json.text(json, "exchange_id");
    if (id == null || id.isEmpty()) {
      return List.of();
    }
    advance(Json.firstText(json, "ts_end", "ts_start"));
    return switch (kind) {
      case "request", "body", "stream_event" -> collect(id, kind, json, journalRecord);
      case "exchange" -> close(id, json, journalRecord);
      default -> List.of();
    };
  }

  private List<Row> collect(String id, String kind, JsonNode json, JournalRecord journalRecord) {
    OpenExchange exchange = open.get(id);
    if (exchange == null) {
      exchange = new OpenExchange(journalRecord.position(), now);
      open.put(id, exchange);
      makeRoom();
    }
    int length = journalRecord.json().length;
    boolean hold =
        held + length <= limits.openBytes() && exchange.held() + length <= limits.openBytes() / 2;
    exchange.accept(kind, json, length, hold);
    exchange.touch(now);
    if (hold) {
      held += length;
    } else {
      metrics.cut();
    }
    return List.of();
  }

  private List<Row> close(String id, JsonNode json, JournalRecord journalRecord) {
    OpenExchange exchange = open.remove(id);
    if (exchange == null) {
      exchange = new OpenExchange(journalRecord.position(), now);
    }
    held -= exchange.held();
    try {
      return projection.rows(journalRecord.position(), json, exchange);
    } catch (RuntimeException e) {
      LOG.warn("the exchange that closes at {} gave no rows", journalRecord.position(), e);
      metrics.unreadable();
      return List.of();
    }
  }

  /** Time passes only as the records tell. */
  private void advance(@Nullable String time) {
    Long micros = Time.micros(time);
    Instant told = micros == null ? now : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    if (!told.isAfter(now)) {
      return;
    }
    now = told;
    if (swept.equals(Instant.MIN)) {
      swept = now;
      open.values().forEach(exchange -> exchange.touch(now));
    } else if (now.isAfter(swept.plus(limits.openAge().dividedBy(8)))) {
      swept = now;
      sweep(now.minus(limits.openAge()));
    }
  }

  private void sweep(Instant silentSince) {
    Iterator<Map.Entry<String, OpenExchange>> each = open.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, OpenExchange> entry = each.next();
      if (entry.getValue().touched().isBefore(silentSince)) {
        each.remove();
        abandon(entry, "it was silent for " + limits.openAge());
      }
    }
  }

  private void makeRoom() {
    if (open.size() > limits.openExchanges()) {
      abandon(open.pollFirstEntry(), "more than " + limits.openExchanges() + " are open");
    }
  }

  private void abandon(Map.Entry<String, OpenExchange> entry, String why) {
    OpenExchange exchange = entry.getValue();
    held -= exchange.held();
    metrics.abandoned();
    LOG.warn(
        "exchange {} from {} is no longer waited for because {}; the journal keeps its records",
        entry.getKey(),
        exchange.first(),
        why);
  }

  @Override
  public @Nullable Position oldestOpen() {
    Map.Entry<String, OpenExchange> oldest = open.firstEntry();
    return oldest == null ? null : oldest.getValue().first();
  }
}
