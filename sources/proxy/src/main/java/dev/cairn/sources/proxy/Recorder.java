package dev.cairn.sources.proxy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What the exchanges of one event loop share to be recorded.
 *
 * @param identity where records come from
 * @param redaction what they do not show
 * @param limits how much is held
 * @param queue the way into the journal
 * @param buffer the room that is left
 * @param timestamps what time it is
 * @param line where records are written
 * @param sessions what hooks have told
 * @param checkpoint what remembers the oldest open exchange
 * @param secrets what masks secrets in bodies
 * @param counters what has been done
 * @param metrics what is measured
 * @param random ids of exchanges
 */
record Recorder(
    Identity identity,
    Redaction redaction,
    Limits limits,
    RecordQueue queue,
    RecordingBuffer buffer,
    Timestamps timestamps,
    JsonLine line,
    Sessions sessions,
    Checkpoint checkpoint,
    Secrets secrets,
    Counters counters,
    ProxyMetrics metrics,
    RandomGenerator random) {

  /** A source of ids that no other loop or machine shares. */
  static RandomGenerator ids() {
    return RandomGeneratorFactory.of("L64X256MixRandom")
        .create(new SecureRandom().generateSeed(32));
  }

  /** 32 lower-case hexadecimal digits. */
  String newId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
