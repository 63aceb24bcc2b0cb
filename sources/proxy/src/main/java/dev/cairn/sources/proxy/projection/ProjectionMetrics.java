package dev.cairn.sources.proxy.projection;

/** What is measured while the proxy's records are projected. */
public interface ProjectionMetrics {
  /** Measures nothing. */
  ProjectionMetrics NONE =
      new ProjectionMetrics() {
        @Override
        public void unreadable() {}

        @Override
        public void abandoned() {}

        @Override
        public void cut() {}

        @Override
        public void unprojected() {}
      };

  /** A record was not a JSON object of a known form and gave no rows. */
  void unreadable();

  /** An exchange that did not close in time, or stood in the way of others, was let go. */
  void abandoned();

  /** A record of an open exchange was not held because the exchange or all of them held enough. */
  void cut();

  /** An exchange gave its own row but its messages could not be read. */
  void unprojected();
}
