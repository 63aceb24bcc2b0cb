package dev.cairn.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Components started downstream first, sources last, and closed the other way, so that everything
 * drains. A failed start closes what had been started. Thread-safe.
 */
public final class Lifecycle implements Component {
  private final List<Component> downstreamFirst;
  private final Deque<Component> started = new ArrayDeque<>();

  /**
   * @param downstreamFirst the components in the order of their start
   */
  public Lifecycle(List<? extends Component> downstreamFirst) {
    this.downstreamFirst = List.copyOf(downstreamFirst);
  }

  @Override
  public synchronized void start() {
    for (Component component : downstreamFirst) {
      started.push(component);
      try {
        component.start();
      } catch (RuntimeException failure) {
        closeAfter(failure);
        throw failure;
      }
    }
  }

  @Override
  public synchronized void close() {
    RuntimeException failure = closeStarted(null);
    if (failure != null) {
      throw failure;
    }
  }

  private void closeAfter(RuntimeException failure) {
    var _ = closeStarted(failure);
  }

  /** Closes in reverse order; a later failure is suppressed by the first. */
  private @Nullable RuntimeException closeStarted(@Nullable RuntimeException first) {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (RuntimeException failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    return first;
  }
}
