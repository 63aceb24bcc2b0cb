package dev.cairn.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was sent, in the order in which it ended. */
final class Ledger {
  private static final int MOST = 100_000;

  private final List<Sent> sent = new ArrayList<>();

  synchronized List<Sent> all() {
    return List.copyOf(sent);
  }

  private synchronized void add(Sent entry) {
    if (sent.size() < MOST) {
      sent.add(entry);
    }
  }

  void replied(Received received, Reply reply, boolean complete) {
    Asked asked = received.asked();
    add(
        new Sent(
            received.at(),
            asked.dialect(),
            received.path(),
            asked.headers(),
            received.body(),
            reply.messageId(),
            reply.requestId(),
            reply.model(),
            200,
            reply.tokens(),
            reply.thinking(),
            reply.text(),
            reply.toolUses().stream()
                .map(use -> new Sent.ToolCall(use.id(), use.name(), use.arguments()))
                .toList(),
            complete));
  }

  void failed(Received received, Reply reply, int status) {
    Asked asked = received.asked();
    add(
        new Sent(
            received.at(),
            asked.dialect(),
            received.path(),
            asked.headers(),
            received.body(),
            "",
            reply.requestId(),
            reply.model(),
            status,
            Tokens.of(0, 0),
            "",
            "",
            List.of(),
            true));
  }

  /** A request as it came. */
  record Received(Instant at, String path, String body, Asked asked) {}
}
