package dev.cairn.sources.proxy;

import dev.cairn.kernel.Section;

/**
 * How much the proxy holds.
 *
 * @param buffer bytes of recording that are not durable yet, over all exchanges
 * @param recordedBody decoded bytes of one body that are recorded; what lies beyond only passes
 * @param requestBody bytes of one request body that pass at all
 * @param head bytes of the headers of one message
 * @param connections connections to one upstream from one event loop
 */
public record Limits(long buffer, long recordedBody, long requestBody, int head, int connections) {
  private static final long MEBIBYTE = 1 << 20;

  /**
   * Bytes of a body that are handled at a time. Vert.x queues up to some ten pieces of a connection
   * whose other side is slow: 500 of those must fit into a small heap.
   */
  static final int PIECE = 16 << 10;

  public static final Limits DEFAULT =
      new Limits(32 * MEBIBYTE, 64 * MEBIBYTE, 1024 * MEBIBYTE, (int) MEBIBYTE, 4096);

  static Limits from(Section section) {
    return new Limits(
        bytes(section, "buffer", DEFAULT.buffer, MEBIBYTE),
        bytes(section, "max_recorded_body", DEFAULT.recordedBody, 1),
        bytes(section, "max_request_body", DEFAULT.requestBody, 1),
        (int) Math.min(bytes(section, "max_head", DEFAULT.head, 8192), Integer.MAX_VALUE / 2),
        (int) section.integer("max_connections", DEFAULT.connections, 1, 65_535));
  }

  private static long bytes(Section section, String key, long otherwise, long least) {
    long value = section.bytes(key, otherwise);
    if (value < least) {
      section.problem(key, "must be at least " + least + " bytes, was " + value);
      return otherwise;
    }
    return value;
  }
}
