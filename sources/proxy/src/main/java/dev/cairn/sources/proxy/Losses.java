package dev.cairn.sources.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that could not be kept, remembered until that can be written down. Not thread-safe. */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
  private static final int EXCHANGES = 1000;
  private static final long QUIET_NANOS = 10_000_000_000L;

  private final Map<String, Long> byExchange = new LinkedHashMap<>();
  private long others;
  private String reason = "";
  private long sinceLog;
  private long lastLog = System.nanoTime() - QUIET_NANOS;

  void add(@Nullable String exchange, String why) {
    reason = why;
    if (exchange != null && (byExchange.size() < EXCHANGES || byExchange.containsKey(exchange))) {
      byExchange.merge(exchange, 1L, Long::sum);
    } else {
      others++;
    }
    sinceLog++;
    long now = System.nanoTime();
    if (now - lastLog >= QUIET_NANOS) {
      LOG.error("the proxy could not record {} records: {}", sinceLog, why);
      lastLog = now;
      sinceLog = 0;
    }
  }

  boolean isEmpty() {
    return byExchange.isEmpty() && others == 0;
  }

  /** The records that tell of it, after which it is forgotten. */
  List<byte[]> take(JsonLine line, String now) {
    List<byte[]> records = new ArrayList<>();
    byExchange.forEach((exchange, lost) -> records.add(loss(line, now, exchange, lost)));
    if (others > 0) {
      records.add(loss(line, now, null, others));
    }
    byExchange.clear();
    others = 0;
    return records;
  }

  private byte[] loss(JsonLine line, String now, @Nullable String exchange, long lost) {
    line.begin().text("kind", "loss").text("ts", now);
    if (exchange != null) {
      line.text("exchange_id", exchange);
    }
    return line.number("lost", lost).text("reason", reason).end();
  }
}
