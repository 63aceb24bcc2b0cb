package dev.cairn.server;

import dev.cairn.api.Reloaded;
import dev.cairn.api.Status;
import dev.cairn.trail.Questions;

/** What the API may ask of the server as a whole. */
interface Control {
  /** How it is now. */
  Status status();

  /** What a question may take that does not say so itself. */
  Questions.Limits limits();

  /** The configuration that holds, as JSON with secrets masked. */
  String resolvedJson();

  /** Reads the configuration again; what a running call would wait for is done after it. */
  Reloaded reloadLater();

  /** Whether all followers have started. */
  boolean isReady();

  /** All measurements in the text format of Prometheus. */
  String scrape();
}
