package dev.cairn.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** The body of an answer, sent in pieces of at most 16 KiB or at each flush. */
final class ReplyStream extends OutputStream {
  private final Answer answer;
  private final int status;
  private final byte[] buffer = new byte[16 << 10];
  private int filled;
  private boolean opened;
  private boolean closed;

  ReplyStream(Answer answer, int status) {
    this.answer = answer;
    this.status = status;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (closed) {
      throw new IOException("the answer is complete");
    }
    int at = offset;
    while (at < offset + length) {
      int count = Math.min(offset + length - at, buffer.length - filled);
      System.arraycopy(bytes, at, buffer, filled, count);
      filled += count;
      at += count;
      if (filled == buffer.length) {
        flush();
      }
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (!opened) {
      opened = true;
      answer.open(status);
    }
    if (filled > 0) {
      byte[] piece = Arrays.copyOf(buffer, filled);
      filled = 0;
      answer.write(piece);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      flush();
      closed = true;
      answer.end();
    }
  }
}
