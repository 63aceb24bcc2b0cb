package dev.cairn.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks, whose boundaries may lie anywhere: a proxy is free to move them. */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean begun;
  private boolean ended;

  /**
   * @param in stands behind the head
   */
  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the stream ended within a chunk");
    }
    left--;
    return next;
  }

  private boolean nextChunk() throws IOException {
    if (ended) {
      return false;
    }
    if (begun) {
      SocketText.line(in);
    }
    begun = true;
    String size = SocketText.line(in);
    if (size == null) {
      throw new EOFException("the stream ended before its last chunk");
    }
    left = Long.parseLong(size.split(";")[0].strip(), 16);
    ended = left == 0;
    return !ended;
  }
}
