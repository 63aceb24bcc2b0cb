package dev.cairn.sources.proxy;

import io.vertx.core.streams.ReadStream;

/** Holds a stream back while any of several reasons to do so lasts. Used on one event loop. */
final class Gate {
  /** Why a stream is held back. */
  enum Reason {
    /** The other side does not take what it was given. */
    SLOW_READER,
    /** The recording has no room. */
    RECORDING
  }

  private final ReadStream<?> stream;
  private int reasons;

  Gate(ReadStream<?> stream) {
    this.stream = stream;
  }

  void hold(Reason reason) {
    if (reasons == 0) {
      stream.pause();
    }
    reasons |= 1 << reason.ordinal();
  }

  void release(Reason reason) {
    boolean held = reasons != 0;
    reasons &= ~(1 << reason.ordinal());
    if (held && reasons == 0) {
      stream.resume();
    }
  }

  /** Lets the stream go, whatever held it. */
  void open() {
    if (reasons != 0) {
      reasons = 0;
      stream.resume();
    }
  }

  boolean holds(Reason reason) {
    return (reasons & 1 << reason.ordinal()) != 0;
  }
}
