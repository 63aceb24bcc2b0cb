package dev.cairn.sources.proxy;

/** Masks secrets in what is recorded of bodies. */
final class Secrets {
  /** Events that are given on with their secrets masked. */
  interface Events extends SseParser.Events {
    /** Nothing more comes. */
    void end();
  }

  Secrets(Redaction redaction) {}

  ByteSink masking(ByteSink sink) {
    return sink;
  }

  Events masking(SseParser.Events events) {
    return new Events() {
      @Override
      public void event(
          String name, @org.jspecify.annotations.Nullable String id, byte[] data, int length) {
        events.event(name, id, data, length);
      }

      @Override
      public void end() {}
    };
  }
}
