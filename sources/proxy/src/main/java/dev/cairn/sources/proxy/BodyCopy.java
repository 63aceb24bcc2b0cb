package dev.cairn.sources.proxy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The copy of one body on its way from the wire to what records it. A coding that is not known or
 * does not decode never disturbs the body itself. Not thread-safe.
 */
final class BodyCopy {
  /**
   * Decoded bytes of one piece off the wire; a piece has 64 KiB at most, so what unpacks further is
   * made to hold up the event loop.
   */
  static final int MOST_AT_ONCE = 8 << 20;

  private final RecordedBody body;
  private final ByteSink sink;
  private final ByteSink limited;
  private final ContentDecoder decoder;
  private boolean stopped;
  private long wire;
  private int atOnce;

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
    this.limited = decoder == ContentDecoder.IDENTITY ? sink : this::decoded;
  }

  private boolean decoded(byte[] bytes, int from, int to) {
    atOnce += to - from;
    if (atOnce > MOST_AT_ONCE) {
      body.broken();
      return false;
    }
    return sink.accept(bytes, from, to);
  }

  void accept(byte[] bytes) {
    wire += bytes.length;
    if (stopped) {
      return;
    }
    try {
      atOnce = 0;
      boolean more = decoder.decode(bytes, 0, bytes.length, limited);
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
