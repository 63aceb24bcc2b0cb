package dev.cairn.server;

import dev.cairn.kernel.Component;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place of a part that may be empty, or be taken by a new one while everything around it runs
 * on. Thread-safe.
 */
final class Slot<T extends Component> implements Component {
  private @Nullable Supplier<? extends T> making;
  private volatile @Nullable T current;
  private boolean running;

  /**
   * @param making makes the first part; called at the start; empty for none
   */
  Slot(Optional<? extends Supplier<? extends T>> making) {
    this.making = making.orElse(null);
  }

  /** What is in it now. */
  Optional<T> current() {
    return Optional.ofNullable(current);
  }

  @Override
  public synchronized void start() {
    running = true;
    if (making != null) {
      current = started(making);
    }
  }

  /** The new part starts before the old one stops; when it cannot start, the old one goes on. */
  synchronized void overlap(Supplier<? extends T> next) {
    T old = current;
    if (!running) {
      return;
    }
    current = started(next);
    making = next;
    if (old != null) {
      old.close();
    }
  }

  /** The old part stops before the new one starts; when that cannot start, one as before does. */
  synchronized void replace(Supplier<? extends T> next) {
    if (!running) {
      return;
    }
    Supplier<? extends T> before = making;
    empty();
    try {
      current = started(next);
      making = next;
    } catch (RuntimeException failure) {
      making = before;
      start();
      throw failure;
    }
  }

  /** Stops the part that is in it. */
  synchronized void empty() {
    T old = current;
    current = null;
    making = null;
    if (old != null) {
      old.close();
    }
  }

  private static <T extends Component> T started(Supplier<? extends T> making) {
    T fresh = making.get();
    try {
      fresh.start();
      return fresh;
    } catch (RuntimeException failure) {
      fresh.close();
      throw failure;
    }
  }

  @Override
  public synchronized void close() {
    running = false;
    empty();
  }
}
