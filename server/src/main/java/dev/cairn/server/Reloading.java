package dev.cairn.server;

import dev.cairn.api.Reloaded;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Problem;
import dev.cairn.server.Configuration.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over another configuration while the server runs. Thread-safe. */
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final Supplier<Loaded> source;
  private final Slot<Configuration, Assembly> assembly;
  private final Runnable moved;
  private volatile Configuration now;

  /**
   * @param now what holds
   * @param source reads a configuration
   * @param assembly what runs
   * @param moved called when addresses may have changed
   */
  Reloading(
      Configuration now,
      Supplier<Loaded> source,
      Slot<Configuration, Assembly> assembly,
      Runnable moved) {
    this.now = now;
    this.source = source;
    this.assembly = assembly;
    this.moved = moved;
  }

  /** The configuration that holds. */
  Configuration now() {
    return now;
  }

  /**
   * Reads the configuration and restarts what it changes; when it is bad, or a part cannot start
   * with it, what ran goes on.
   *
   * @param listener runs what restarts the listener, which waits for its running calls
   */
  synchronized Reloaded reload(Executor listener) {
    Loaded loaded = source.get();
    List<Problem> problems = new ArrayList<>(loaded.problems());
    List<String> changed =
        loaded.configuration().map(next -> change(next, listener, problems)).orElse(List.of());
    Reloaded reloaded = new Reloaded(changed, problems);
    tell(reloaded);
    return reloaded;
  }

  private List<String> change(Configuration next, Executor listener, List<Problem> problems) {
    List<String> changed = differences(next);
    try {
      requireFreeAddresses(next);
      if (changed.contains("everything")) {
        listener.execute(() -> attempt(() -> everything(next), problems));
        return changed;
      }
      assembly.orRefuse().become(next);
      if (changed.contains("http")) {
        listener.execute(() -> attempt(() -> listen(next), problems));
      } else {
        taken(next);
      }
      return changed;
    } catch (CairnException failure) {
      problems.add(new Problem("", failure.getMessage(), false));
      return List.of();
    }
  }

  private List<String> differences(Configuration next) {
    List<String> changed = new ArrayList<>();
    if (!now.log().equals(next.log())) {
      changed.add("log");
    }
    if (now.sameTrail(next)) {
      changed.addAll(assembly.orRefuse().differences(next));
    } else {
      changed.add("everything");
    }
    return changed;
  }

  private void requireFreeAddresses(Configuration next) {
    Optional<String> listening = now.proxy().map(proxy -> proxy.listen().toString());
    next.proxy()
        .filter(proxy -> !listening.equals(Optional.of(proxy.listen().toString())))
        .ifPresent(proxy -> Addresses.requireFree("proxy.listen", proxy.listen()));
    if (!now.http().listen().equals(next.http().listen())) {
      Addresses.requireFree("http.listen", next.http().listen());
    }
  }

  private void everything(Configuration next) {
    assembly.become(Optional.of(next));
    taken(next);
  }

  private void listen(Configuration next) {
    assembly.orRefuse().listen(next.http());
    taken(next);
  }

  private void taken(Configuration next) {
    Logging.apply(next.log());
    assembly.adopted(next);
    now = next;
    moved.run();
  }

  /** A failure here has left the part as it was; the next reload tries again. */
  private static void attempt(Runnable change, List<Problem> problems) {
    try {
      change.run();
    } catch (RuntimeException failure) {
      LOG.error("a part could not be restarted: {}", failure.getMessage(), failure);
      problems.add(new Problem("", String.valueOf(failure.getMessage()), false));
    }
  }

  private static void tell(Reloaded reloaded) {
    reloaded.problems().forEach(problem -> LOG.warn("configuration: {}", problem));
    if (!reloaded.taken()) {
      LOG.warn("the configuration was not taken over; what ran before still runs");
    } else if (reloaded.restarted().isEmpty()) {
      LOG.info("the configuration was read again; nothing changed");
    } else {
      LOG.info("the configuration was taken over; new: {}", reloaded.restarted());
    }
  }
}
