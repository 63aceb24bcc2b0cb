package dev.cairn.sources.proxy;

/** Takes the decoded bytes of a body, piece by piece. */
interface ByteSink {
  /**
   * Takes a piece; the bytes may be used again after the call.
   *
   * @return false when it takes no more
   */
  boolean accept(byte[] bytes, int from, int to);

  /** Nothing more comes. */
  default void end() {}
}
