package dev.cairn.sources.proxy;

import java.time.Duration;

/** What the proxy measures of itself; called on event loops, so implementations must be quick. */
public interface ProxyMetrics {
  /** Measures nothing. */
  ProxyMetrics NONE =
      new ProxyMetrics() {
        @Override
        public void exchangeOpened(String upstream) {}

        @Override
        public void exchangeClosed(String upstream, int status, Duration took) {}

        @Override
        public void bytes(long request, long response) {}

        @Override
        public void recordsLost(long count) {}

        @Override
        public void recordingPaused() {}

        @Override
        public void buffered(long bytes) {}
      };

  /** A request came in and was given to an upstream; {@code none} when nothing matched. */
  void exchangeOpened(String upstream);

  /** An exchange ended; the status is 0 when there was no response. */
  void exchangeClosed(String upstream, int status, Duration took);

  /** Bodies that passed, in bytes on the wire. */
  void bytes(long request, long response);

  /** Records that could not be kept. */
  void recordsLost(long count);

  /** Reading was paused because the recording buffer was full. */
  void recordingPaused();

  /** Bytes of recording that are not durable, now. */
  void buffered(long bytes);
}
