package dev.cairn.sources.proxy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The copy of one body on its way from the wire to what records it. A coding that is not known or
 * does not decode never disturbs the body itself. Not thread-safe.
 */
final class BodyCopy {
  private final RecordedBody body;
  private final ByteSink sink;
  private final ContentDecoder decoder;
  private boolean stopped;
  private long wire;

  /**
   * @param coding the header {@code Content-Encoding}
   * @param body what counts and holds the decoded bytes
   * @param sink what takes them: the body, or a parser in front of it
   */
  BodyCopy(@Nullable String coding, RecordedBody body, ByteSink sink) {
    ContentDecoder known = ContentDecoder.named(coding);
    this.body = body;
    this.sink = sink;
    this.decoder = known == null ? ContentDecoder.IDENTITY : known;
  }

  void accept(byte[] bytes) {
    wire += bytes.length;
    if (stopped) {
      return;
    }
    try {
      boolean more = decoder.decode(bytes, 0, bytes.length, sink);
      // Bytes without a coding are cheap to count on; decoding for nothing could be without end.
      if (!more && decoder != ContentDecoder.IDENTITY) {
        stop();
      }
    } catch (IOException e) {
      body.broken();
      stop();
    }
  }

  /** Bytes passed that need no copy. */
  void passed(long bytes) {
    wire += bytes;
  }

  void end() {
    if (!stopped) {
      stop();
    }
    sink.end();
  }

  private void stop() {
    stopped = true;
    decoder.close();
  }

  /** Bytes on the wire. */
  long wire() {
    return wire;
  }

  RecordedBody body() {
    return body;
  }
}
