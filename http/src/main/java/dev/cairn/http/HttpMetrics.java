package dev.cairn.http;

import java.time.Duration;

/** What a listener measures. */
public interface HttpMetrics {
  /** Measures nothing. */
  HttpMetrics NONE = (method, status, took) -> {};

  /** A request was answered completely, or given up, after this time; status 0 has no answer. */
  void answered(String method, int status, Duration took);
}
