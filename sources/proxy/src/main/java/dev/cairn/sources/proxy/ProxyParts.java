package dev.cairn.sources.proxy;

import dev.cairn.trail.Journal;
import java.time.Clock;

/**
 * What all event loops of one proxy share.
 *
 * @param config the configuration
 * @param journal where records go
 * @param identity where they come from
 * @param clock what time it is
 * @param metrics what is measured
 * @param buffer the room for recording
 * @param counters what has been done
 * @param sessions what hooks have told
 * @param checkpoint what remembers the oldest open exchange
 * @param secrets what masks secrets in bodies
 */
record ProxyParts(
    ProxyConfig config,
    Journal journal,
    Identity identity,
    Clock clock,
    ProxyMetrics metrics,
    RecordingBuffer buffer,
    Counters counters,
    Sessions sessions,
    Checkpoint checkpoint,
    Secrets secrets) {

  /** What one event loop records with. */
  Recorder recorder(RecordQueue queue, Timestamps timestamps) {
    return new Recorder(
        identity,
        config.redaction(),
        config.limits(),
        queue,
        buffer,
        timestamps,
        new JsonLine(),
        sessions,
        checkpoint,
        secrets,
        counters,
        metrics,
        Recorder.ids());
  }
}
