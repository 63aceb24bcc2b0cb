package dev.cairn.testing;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An agent of the demo as the wire sees it: its headers, its history and its dialect. */
sealed interface DemoClient permits DemoClaude, DemoCodex, DemoChat {
  /** A tool call that a reply asked for. */
  record Wanted(String id) {}

  static DemoClient of(DemoSession session, String id) {
    return switch (session.agent()) {
      case CLAUDE_CODE -> new DemoClaude(session, id);
      case CODEX -> new DemoCodex(session, id);
      case PLAIN_CHAT -> new DemoChat(session);
    };
  }

  String path();

  Map<String, String> headers();

  /** Adds what the person says to the history. */
  void says(String words);

  /** Adds what a tool gave to the history. */
  void got(Wanted call, DemoSession.Result result);

  /** The body of the next request. */
  String request();

  /** Adds a reply to the history; the tool calls in it. */
  List<Wanted> hears(String reply) throws IOException;
}
