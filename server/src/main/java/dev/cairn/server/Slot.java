package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The place of a part whose configuration may change while everything around it runs on. It may be
 * empty. Thread-safe.
 *
 * @param <C> what the part is made of
 * @param <T> the part
 */
final class Slot<C, T extends Component> implements Component {
  private final Function<C, T> making;
  private final BiPredicate<C, C> sideBySide;
  private volatile @Nullable C config;
  private volatile @Nullable T current;
  private boolean running;

  /**
   * @param config of the first part; empty for none
   * @param making makes a part, which is not started yet
   * @param sideBySide whether a part of the second configuration can start before one of the first
   *     has stopped
   */
  Slot(Optional<C> config, Function<C, T> making, BiPredicate<C, C> sideBySide) {
    this.config = config.orElse(null);
    this.making = making;
    this.sideBySide = sideBySide;
  }

  /** What is in it now; empty before the start and after the end. */
  Optional<T> current() {
    return Optional.ofNullable(current);
  }

  /**
   * What is in it now.
   *
   * @throws CairnException NOT_RUNNING when there is nothing
   */
  T orRefuse() {
    return current()
        .orElseThrow(() -> new CairnException(ErrorCode.NOT_RUNNING, "the server is not running"));
  }

  @Override
  public synchronized void start() {
    running = true;
    C first = config;
    if (first != null) {
      current = started(first);
    }
  }

  /** Whether another configuration would change anything. */
  boolean differs(Optional<C> next) {
    return !next.equals(Optional.ofNullable(config));
  }

  /**
   * Puts a part of another configuration into it. When that cannot start, all is as before: the old
   * part has gone on, or one like it was started.
   */
  synchronized void become(Optional<C> next) {
    C wanted = next.orElse(null);
    C before = config;
    if (!running || !differs(next)) {
      return;
    }
    if (wanted != null && before != null && sideBySide.test(before, wanted)) {
      T old = current;
      current = started(wanted);
      stop(old);
    } else {
      stop(current);
      current = null;
      current = wanted == null ? null : startedOr(wanted, before);
    }
    config = wanted;
  }

  /** Notes that the part in it has taken over another configuration by itself. */
  synchronized void adopted(C next) {
    config = next;
  }

  private T startedOr(C wanted, @Nullable C before) {
    try {
      return started(wanted);
    } catch (RuntimeException failure) {
      current = before == null ? null : started(before);
      throw failure;
    }
  }

  private T started(C wanted) {
    T fresh = making.apply(wanted);
    try {
      fresh.start();
      return fresh;
    } catch (RuntimeException failure) {
      stop(fresh);
      throw failure;
    }
  }

  private static void stop(@Nullable Component part) {
    if (part != null) {
      part.close();
    }
  }

  @Override
  public synchronized void close() {
    running = false;
    T old = current;
    current = null;
    stop(old);
  }
}
