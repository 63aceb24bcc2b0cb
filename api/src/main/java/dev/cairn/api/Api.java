package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.http.HttpHandler;
import dev.cairn.http.Route;
import dev.cairn.kernel.Component;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.Questions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything that a server answers in JSON. It is started after the listener that offers its routes
 * and closed before it, which ends the answers that would go on for ever.
 */
public final class Api implements Component {
  private final Parts parts;
  private final TailHandler tail;

  /**
   * What the API speaks for.
   *
   * @param version of the program
   * @param questions what answers SQL
   * @param limits what a question may take when it does not say so
   * @param journal whose records are tailed
   * @param lake what is compacted and rebuilt
   * @param status how the server is now
   * @param configuration the resolved configuration as JSON, secrets masked
   * @param reload reads the configuration again
   * @param ready whether all followers have started
   * @param metrics all measurements in the text format of Prometheus
   */
  public record Parts(
      String version,
      Questions questions,
      Supplier<Questions.Limits> limits,
      Journal journal,
      LakeMaintenance lake,
      Supplier<Status> status,
      Supplier<String> configuration,
      Supplier<Reloaded> reload,
      BooleanSupplier ready,
      Supplier<String> metrics) {}

  public Api(Parts parts) {
    this.parts = parts;
    this.tail = new TailHandler(parts.journal());
  }

  /** All addresses of the API. */
  public List<Route> routes() {
    LakeHandlers lake = new LakeHandlers(parts.lake());
    ConfigHandlers config = new ConfigHandlers(parts);
    Stream<Route> api =
        Stream.of(
            Route.post("/api/query", new QueryHandler(parts.questions(), parts.limits())),
            Route.get("/api/catalog", new CatalogHandler(parts.questions())),
            Route.get("/api/status", call -> call.replyJson(200, parts.status().get().json())),
            Route.get("/api/tail", tail),
            Route.get("/api/config", config::show),
            Route.post("/api/reload", config::reload),
            Route.get("/api/lake", lake::report),
            Route.post("/api/lake/compact", lake::compact),
            Route.post("/api/lake/rebuild", lake::rebuild),
            Route.get("/", this::welcome));
    return Stream.concat(api, bare().entrySet().stream().flatMap(Api::twice)).toList();
  }

  private Map<String, HttpHandler> bare() {
    HealthHandlers health = new HealthHandlers(parts);
    return Map.of(
        "/health", health::health,
        "/healthz", health::health,
        "/ready", health::ready,
        "/readyz", health::ready,
        "/metrics", health::metrics);
  }

  /** As it is, and under {@code /api}. */
  private static Stream<Route> twice(Map.Entry<String, HttpHandler> entry) {
    return Stream.of(
        Route.get(entry.getKey(), entry.getValue()),
        Route.get("/api" + entry.getKey(), entry.getValue()));
  }

  private void welcome(HttpCall call) {
    String text =
        """
        This is Cairn %s: it records what coding agents do and answers questions about it in SQL.

        GET  /api/status    what runs and what was recorded
        GET  /api/catalog   what can be asked
        POST /api/query     {"sql": "select model, count(*) from messages group by 1"}
        GET  /api/tail      what is being recorded, live
        GET  /metrics       measurements for Prometheus
        """
            .formatted(parts.version());
    call.reply(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    tail.close();
  }
}
