package dev.cairn.server;

import dev.cairn.conversation.FoldMetrics;
import dev.cairn.http.HttpMetrics;
import dev.cairn.journal.JournalMetrics;
import dev.cairn.lake.LakeMetrics;
import dev.cairn.lake.QueryMetrics;
import dev.cairn.sources.proxy.ProxyMetrics;
import dev.cairn.sources.proxy.projection.ProjectionMetrics;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What each part tells its measurements to.
 *
 * @param journal of the journal
 * @param proxy of the proxy
 * @param projection of its projector
 * @param fold of the fold
 * @param lake of the lake's writing side
 * @param query of questions
 * @param http of the listener
 */
record Meters(
    JournalMetrics journal,
    ProxyMetrics proxy,
    ProjectionMetrics projection,
    FoldMetrics fold,
    LakeMetrics lake,
    QueryMetrics query,
    HttpMetrics http) {
  /** Measures nothing. */
  static final Meters NONE =
      new Meters(
          JournalMetrics.NONE,
          ProxyMetrics.NONE,
          ProjectionMetrics.NONE,
          FoldMetrics.NONE,
          LakeMetrics.NONE,
          QueryMetrics.NONE,
          HttpMetrics.NONE);

  /** Measurements that are kept in a registry. */
  static Meters in(MeterRegistry registry) {
    return new Meters(
        new JournalMeters(registry),
        new ProxyMeters(registry),
        new ProjectionMeters(registry),
        new FoldMeters(registry),
        new LakeMeters(registry),
        new QueryMeters(registry),
        (method, status, took) ->
            registry
                .timer(
                    "cairn.http.answer.duration",
                    "method",
                    method,
                    "status",
                    Integer.toString(status))
                .record(took));
  }
}
