package dev.cairn.sources.proxy;

import java.util.Arrays;

/**
 * The decoded copy of one body: held while it is small, else handed on in chunks as it comes. What
 * lies beyond the limit is counted only. Not thread-safe.
 */
final class RecordedBody implements ByteSink {
  /** Takes what is not held. */
  interface Chunks {
    /** A chunk of the body, cut where no character is cut. */
    void chunk(byte[] bytes, int from, int to);

    /** Whether room for so many bytes could be had. */
    boolean reserve(int bytes);

    /** Notes that a piece found no room. */
    void lost();

    /** Gives room back. */
    void release(int bytes);

    /** Whether what is held should be handed on early. */
    boolean crowded();
  }

  static final int HELD = 1 << 20;
  private static final int CHUNK = 256 << 10;

  /** A chunk while all bodies together take much room: pausing helps only what the journal has. */
  private static final int SMALL_CHUNK = 16 << 10;

  private static final byte[] NOTHING = {};

  private final long limit;
  private final int held;
  private final Chunks chunks;
  private byte[] bytes = NOTHING;
  private int length;
  private long decoded;
  private boolean chunked;
  private boolean cut;
  private boolean forgotten;

  /**
   * @param limit how many bytes are recorded
   * @param held how many of them are held before they go in chunks
   */
  RecordedBody(long limit, int held, Chunks chunks) {
    this.limit = limit;
    this.held = held;
    this.chunks = chunks;
  }

  @Override
  public boolean accept(byte[] piece, int from, int to) {
    int size = cut ? 0 : (int) Math.min(to - from, Math.max(0, limit - decoded));
    decoded += to - from;
    cut |= size < to - from;
    if (size == 0) {
      return !cut;
    }
    if (!chunks.reserve(size)) {
      cut = true;
      chunks.lost();
      return false;
    }
    append(piece, from, size);
    if (isEnough()) {
      handOn(false);
    }
    return !cut;
  }

  private boolean isEnough() {
    if (chunked ? length >= CHUNK : length > held) {
      return true;
    }
    // What is held beyond the usual waits for the name of its session, as long as it can.
    int least = held > HELD ? CHUNK : SMALL_CHUNK;
    return length >= least && chunks.crowded();
  }

  /** Counts bytes that are recorded elsewhere. */
  void count(long bytes) {
    decoded += bytes;
  }

  /** Notes that what follows could not be decoded. */
  void broken() {
    cut = true;
  }

  /** Hands on what is left of a body that goes in chunks. */
  @Override
  public void end() {
    if (chunked) {
      handOn(true);
    }
  }

  /** Whether it went in chunks. */
  boolean chunked() {
    return chunked;
  }

  /** Whether less was recorded than came. */
  boolean cut() {
    return cut;
  }

  /** How long it is, as far as it was decoded. */
  long decoded() {
    return decoded;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Whether all that is recorded of it is still held. */
  boolean whole() {
    return !chunked && !forgotten;
  }

  /** Lets go of the bytes. */
  void forget() {
    forgotten = true;
    chunks.release(length);
    bytes = NOTHING;
    length = 0;
  }

  private void append(byte[] piece, int from, int size) {
    if (bytes.length - length < size) {
      bytes = Arrays.copyOf(bytes, Math.max(length + size, length == 0 ? 0 : bytes.length * 2));
    }
    System.arraycopy(piece, from, bytes, length, size);
    length += size;
  }

  private void handOn(boolean all) {
    chunked = true;
    int at = 0;
    while (at < length) {
      int end = Math.min(length, at + CHUNK);
      boolean last = all && end == length;
      int safe = last ? end : Utf8.boundary(bytes, at, end);
      if (safe == at || (!all && end - at < CHUNK && at > 0)) {
        break;
      }
      chunks.release(safe - at);
      chunks.chunk(bytes, at, safe);
      at = safe;
    }
    length -= at;
    bytes = Arrays.copyOfRange(bytes, at, at + length);
  }
}
