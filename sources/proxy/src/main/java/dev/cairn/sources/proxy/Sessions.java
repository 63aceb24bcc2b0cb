package dev.cairn.sources.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What hooks of agents have told of their sessions: where they work, and which are not to be
 * recorded. The oldest are forgotten when there are too many. Thread-safe.
 */
final class Sessions {
  private static final int CONTEXTS = 2_000;
  private static final int IGNORED = 1_000;

  private final SequencedMap<String, RunContext> contexts = bounded(CONTEXTS);
  private final SequencedMap<String, Boolean> ignored = bounded(IGNORED);
  private volatile boolean anyIgnored;
  private volatile boolean anyContext;

  private static <V> SequencedMap<String, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }

  synchronized void remember(String session, RunContext context) {
    contexts.putLast(session, context);
    anyContext = true;
  }

  synchronized int ignore(String session) {
    ignored.putLast(session, true);
    anyIgnored = true;
    return ignored.size();
  }

  synchronized boolean recordAgain(String session) {
    boolean removed = ignored.remove(session) != null;
    anyIgnored = !ignored.isEmpty();
    return removed;
  }

  synchronized List<String> ignored() {
    return List.copyOf(ignored.keySet());
  }

  /** Whether a request must be asked for its session at all. */
  boolean matter() {
    return anyIgnored || anyContext;
  }

  /** Whether recording must wait until the session of a request is known. */
  boolean someIgnored() {
    return anyIgnored;
  }

  synchronized boolean isIgnored(String session) {
    return ignored.containsKey(session);
  }

  synchronized RunContext context(@Nullable String session) {
    RunContext known = session == null ? null : contexts.get(session);
    return known == null ? RunContext.UNKNOWN : known;
  }
}
