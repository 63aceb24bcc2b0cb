package dev.cairn.sources.proxy;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the exchanges that a crash left open, so that no follower waits for them for ever. */
final class InterruptedExchanges {
  private static final Logger LOG = LoggerFactory.getLogger(InterruptedExchanges.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Journal journal;
  private final Identity identity;
  private final Clock clock;

  InterruptedExchanges(Journal journal, Identity identity, Clock clock) {
    this.journal = journal;
    this.identity = identity;
    this.clock = clock;
  }

  /** Closes what is open behind a position and tells how many exchanges that were. */
  int closeAll(Position from) {
    Map<String, OpenExchange> open = open(from);
    if (open.isEmpty()) {
      return 0;
    }
    Timestamps timestamps = new Timestamps(clock);
    List<byte[]> records = new ArrayList<>();
    open.forEach((id, exchange) -> records.add(exchange.closing(id, identity, timestamps.now())));
    append(records);
    LOG.warn("closed {} exchanges that were open when the proxy last stopped", records.size());
    return records.size();
  }

  private Map<String, OpenExchange> open(Position from) {
    Map<String, OpenExchange> open = new LinkedHashMap<>();
    try (JournalReader reader = journal.read(from)) {
      JournalRecord next = reader.next();
      while (next != null) {
        look(next.json(), open);
        next = reader.next();
      }
    }
    return open;
  }

  private static void look(byte[] json, Map<String, OpenExchange> open) {
    RecordHead head = RecordHead.read(json);
    if (head == null) {
      return;
    }
    if (head.kind().equals("exchange")) {
      open.remove(head.exchange());
      return;
    }
    OpenExchange exchange = open.computeIfAbsent(head.exchange(), _ -> new OpenExchange());
    switch (head.kind()) {
      case "request" -> exchange.request(json);
      case "stream_event" -> exchange.event();
      default -> {}
    }
  }

  private void append(List<byte[]> records) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String reason = "it did not answer";
    while (System.nanoTime() < deadline) {
      switch (appended(records)) {
        case Outcome.Delivered _ -> {
          return;
        }
        case Outcome.Refused refused -> throw unavailable(refused.reason());
        case Outcome.Retry retry -> {
          reason = retry.reason();
          pause(retry.after());
        }
        case null -> throw unavailable(reason);
      }
    }
    throw unavailable(reason);
  }

  private @Nullable Outcome appended(List<byte[]> records) {
    try {
      return journal.append(Signal.PROXY, records).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }

  /** Waits as long as the journal asked for before it is offered the records again. */
  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CairnException unavailable(String reason) {
    return new CairnException(
        ErrorCode.JOURNAL_UNAVAILABLE,
        "the exchanges that were open cannot be closed in the journal: " + reason);
  }
}
