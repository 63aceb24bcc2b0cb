package dev.cairn.conversation;

import dev.cairn.model.SessionKey;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions that are remembered between batches; those not used for longest go first. */
final class Memory {
  private final Map<SessionKey, SessionState> states = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<SessionKey> reported = new HashSet<>();
  private final FoldConfig limits;
  private long weight;

  Memory(FoldConfig limits) {
    this.limits = limits;
  }

  /** Takes the state of a session out; it comes back by {@link #put} if it is of use still. */
  @Nullable SessionState take(SessionKey session) {
    SessionState state = states.remove(session);
    weight -= state == null ? 0 : state.weight();
    return state;
  }

  void put(SessionKey session, SessionState state) {
    states.put(session, state);
    weight += state.weight();
    Iterator<SessionState> eldest = states.values().iterator();
    while (states.size() > limits.sessions() || weight > limits.keys()) {
      weight -= eldest.next().weight();
      eldest.remove();
    }
  }

  /** Whether a session is reported for the first time, as far back as is remembered. */
  boolean isFirstReport(SessionKey session) {
    if (reported.size() >= limits.sessions()) {
      reported.clear();
    }
    return reported.add(session);
  }

  void clear() {
    states.clear();
    weight = 0;
  }

  int sessions() {
    return states.size();
  }

  long weight() {
    return weight;
  }
}
