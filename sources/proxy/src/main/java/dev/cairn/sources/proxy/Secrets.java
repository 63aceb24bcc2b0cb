package dev.cairn.sources.proxy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks secrets in what is recorded of bodies; the wire is never changed. Thread-safe. */
final class Secrets {
  /** Takes events of a stream with the time at which they came. */
  interface Timed {
    /**
     * One event; the bytes may be used again after the call.
     *
     * @param nanos when it came, as {@link System#nanoTime()} tells it
     */
    void event(long nanos, String name, @Nullable String id, byte[] data, int length);
  }

  /** Events that are given on with their secrets masked. */
  interface Events extends SseParser.Events {
    /** Nothing more comes. */
    void end();
  }

  private final @Nullable SecretFinder finder;

  Secrets(Redaction redaction) {
    List<SecretRule> rules = new ArrayList<>(redaction.rules());
    if (redaction.secrets()) {
      rules.addAll(SecretRule.WELL_KNOWN);
    }
    this.finder = rules.isEmpty() ? null : new SecretFinder(rules);
  }

  /** A body in front of which secrets are masked. */
  ByteSink masking(ByteSink sink) {
    return finder == null ? sink : new MaskedBytes(finder, sink);
  }

  /** Events among which secrets are masked, also when several events share one. */
  Events masking(Timed events) {
    return finder == null ? new Unmasked(events) : new MaskedEvents(finder, events);
  }

  private record Unmasked(Timed events) implements Events {
    @Override
    public void event(String name, @Nullable String id, byte[] data, int length) {
      events.event(System.nanoTime(), name, id, data, length);
    }

    @Override
    public void end() {}
  }
}
