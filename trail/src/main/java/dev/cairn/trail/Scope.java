package dev.cairn.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a question may see at all, by time and gateway, whatever its SQL says. A row stands at
 * its {@code ts}; a session at all times from its {@code ts} to its {@code ts_end}.
 *
 * @param from nothing before it; null is no bound
 * @param to nothing after it; null is no bound
 * @param days only these UTC days; empty is all
 * @param gateways only what these recorded; empty is all
 */
public record Scope(
    @Nullable Instant from, @Nullable Instant to, List<LocalDate> days, List<String> gateways) {
  /** Everything that was recorded. */
  public static final Scope ALL = new Scope(null, null, List.of(), List.of());

  public Scope {
    days = List.copyOf(days);
    gateways = List.copyOf(gateways);
  }
}
