package dev.cairn.sources.proxy;

import java.util.Locale;

/** The copy of an event stream, cut into events whose secrets are masked. Not thread-safe. */
final class StreamEvents implements ByteSink {
  private final SseParser parser;
  private final Secrets.Events masked;

  StreamEvents(Secrets secrets, Secrets.Timed events) {
    this.masked = secrets.masking(events);
    this.parser = new SseParser(masked);
  }

  /** Whether a header {@code Content-Type} names an event stream. */
  static boolean isEventStream(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT).equals("text/event-stream");
  }

  @Override
  public boolean accept(byte[] bytes, int from, int to) {
    return parser.accept(bytes, from, to);
  }

  @Override
  public void end() {
    parser.end();
    masked.end();
  }
}
