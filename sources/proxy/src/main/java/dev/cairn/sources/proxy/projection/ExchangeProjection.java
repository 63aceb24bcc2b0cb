package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Position;
import dev.cairn.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Makes the rows of one closed exchange. */
final class ExchangeProjection {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeProjection.class);

  /** Names of upstreams that say who answers better than the dialect does. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "anthropic",
          "azure",
          "bedrock",
          "cerebras",
          "cohere",
          "deepseek",
          "fireworks",
          "gemini",
          "google",
          "groq",
          "minimax",
          "mistral",
          "moonshot",
          "ollama",
          "openai",
          "openrouter",
          "perplexity",
          "together",
          "vertex",
          "xai",
          "zai");

  private final Sightings sightings;
  private final Defaults defaults;
  private final ProjectionLimits limits;
  private final ProjectionMetrics metrics;

  ExchangeProjection(
      Sightings sightings, Defaults defaults, ProjectionLimits limits, ProjectionMetrics metrics) {
    this.sightings = sightings;
    this.defaults = defaults;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** The row of the exchange and those of what is new in it. */
  List<Row> rows(Position position, JsonNode closing, OpenExchange open) {
    Recorded recorded = Recorded.of(closing, open, limits.cellBytes());
    Row row = ExchangeRow.of(recorded, open, position, defaults, limits.cellBytes());
    List<Row> rows = new ArrayList<>();
    rows.add(row);
    try {
      rows.addAll(witnessed(row, recorded, open.events()));
    } catch (RuntimeException e) {
      LOG.warn("exchange {} gave no messages", row.text("exchange_id"), e);
      metrics.unprojected();
    }
    return rows;
  }

  private List<Row> witnessed(Row row, Recorded recorded, List<StreamEvent> events) {
    Reading reading = read(row, recorded.request().path("headers"));
    JsonNode response = Json.object(recorded.responseBody().text());
    Dialect dialect = reading.dialect();
    Answer answer;
    if (dialect == null || !dialect.converses(barePath(row))) {
      answer = new Answer(null, failed(row) ? Failure.of(response) : null);
    } else if (events.isEmpty()) {
      answer = dialect.whole(response, reading.script());
    } else {
      answer = dialect.streamed(events, reading.script());
    }
    ConversationCells.fill(row, reading, answer);
    return dialect == null ? List.of() : new WitnessedRows(row, reading, answer).fresh();
  }

  private static boolean failed(Row row) {
    Long status = row.number("status");
    return status != null && status >= 400;
  }

  /** Reads again what the request of a projected exchange repeats. */
  List<Row> history(Row exchange) {
    if (exchange.text("history") == null) {
      return List.of();
    }
    JsonNode headers = Json.object(exchange.text("request_headers"));
    Reading reading = read(exchange, headers);
    return reading.dialect() == null
        ? List.of()
        : new WitnessedRows(exchange, reading, Answer.NOTHING).history();
  }

  private Reading read(Row row, JsonNode headers) {
    JsonNode body = Json.object(row.text("request_body"));
    String path = row.text("path");
    boolean asks =
        "POST".equals(row.text("method")) || Long.valueOf(101).equals(row.number("status"));
    Dialect dialect = asks && path != null ? Dialect.of(path, body).orElse(null) : null;
    JsonNode asked = dialect == null ? body : dialect.asked(body);
    Sightings.Seen seen = sightings.of(headers, asked);
    boolean converses = dialect != null && dialect.converses(barePath(row));
    Script script = converses && dialect != null ? dialect.script(asked) : Script.EMPTY;
    return new Reading(dialect, asked, seen, script, Keys.of(script), provider(row, dialect));
  }

  private static String barePath(Row row) {
    String path = row.text("path");
    int query = path == null ? -1 : path.indexOf('?');
    return path == null ? "" : query < 0 ? path : path.substring(0, query);
  }

  private static @Nullable String provider(Row row, @Nullable Dialect dialect) {
    String upstream = row.text("upstream");
    String name = upstream == null ? "" : upstream.toLowerCase(Locale.ROOT);
    if (PROVIDERS.contains(name)) {
      return name;
    }
    return dialect == null ? null : dialect.provider();
  }
}
