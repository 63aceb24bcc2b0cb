package dev.cairn.kernel;

/**
 * A part of the server that lives once: it is started once and closed once.
 *
 * <p>Whoever makes a component hands it what lies downstream of it in the constructor.
 */
public interface Component extends AutoCloseable {
  /** Acquires what it needs and returns when it is ready to serve; called at most once. */
  void start();

  /**
   * Stops taking work, finishes what was accepted, hands it downstream and releases everything.
   * Safe before {@link #start()} and safe to repeat.
   */
  @Override
  void close();
}
