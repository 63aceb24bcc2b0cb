package dev.cairn.sources.proxy;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a WebSocket (RFC 6455) read as messages: unmasked, put together from fragments,
 * and inflated when permessage-deflate (RFC 7692) was agreed on. Not thread-safe.
 */
final class WebSocketFrames {
  /** Takes the messages. */
  interface Messages {
    /**
     * One message; the bytes may be used again after the call.
     *
     * @param cut whether it was longer than what is held
     */
    void message(byte[] payload, int length, boolean cut);
  }

  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
  private static final int KEPT = 64 << 10;

  private final Messages messages;
  private final @Nullable DeflateDecoder inflater;
  private final boolean forgetful;
  private final int longest;
  private final RecordingBuffer buffer;
  private final byte[] head = new byte[14];
  private int headLength;
  private long left;
  private int mask;
  private boolean control;
  private boolean last;
  private boolean compressed;
  private byte[] message = new byte[1024];
  private int length;
  private int reserved;
  private int atOnce;
  private boolean cut;
  private boolean broken;

  /**
   * @param deflate whether messages may be compressed
   * @param forgetful whether each of them is compressed on its own
   * @param longest how many bytes of a message are held
   * @param buffer the room that what is held takes
   */
  WebSocketFrames(
      boolean deflate, boolean forgetful, int longest, RecordingBuffer buffer, Messages messages) {
    this.inflater = deflate ? DeflateDecoder.bare() : null;
    this.forgetful = forgetful;
    this.longest = longest;
    this.buffer = buffer;
    this.messages = messages;
  }

  /** Reads on. */
  void accept(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && !broken) {
      if (left == 0 && !headComplete()) {
        head[headLength++] = bytes[at++];
        if (headComplete()) {
          begin();
        }
        continue;
      }
      int size = (int) Math.min(left, bytes.length - at);
      payload(bytes, at, size);
      at += size;
      left -= size;
      if (left == 0) {
        end();
      }
    }
  }

  void close() {
    broken = true;
    giveBack();
    if (inflater != null) {
      inflater.close();
    }
  }

  /** Whether a frame made no sense, so that none after it is read. */
  boolean broken() {
    return broken;
  }

  /** Gives back the room of the message at hand; its bytes are good for the rest of this turn. */
  private void giveBack() {
    buffer.release(reserved);
    reserved = 0;
  }

  private boolean headComplete() {
    return headLength >= 2 && headLength == headSize();
  }

  private int headSize() {
    int size = head[1] & 0x7f;
    return 2 + (size == 126 ? 2 : size == 127 ? 8 : 0) + ((head[1] & 0x80) != 0 ? 4 : 0);
  }

  private void begin() {
    int size = head[1] & 0x7f;
    int at = 2;
    left = size;
    if (size >= 126) {
      int bytes = size == 126 ? 2 : 8;
      left = 0;
      for (int i = 0; i < bytes; i++) {
        left = left << 8 | head[at++] & 0xff;
      }
    }
    mask = 0;
    if ((head[1] & 0x80) != 0) {
      for (int i = 0; i < 4; i++) {
        mask = mask << 8 | head[at++] & 0xff;
      }
    }
    int opcode = head[0] & 0x0f;
    control = opcode >= 8;
    last = (head[0] & 0x80) != 0;
    if (!control && opcode != 0) {
      compressed = (head[0] & 0x40) != 0 && inflater != null;
      giveBack();
      length = 0;
      cut = false;
    }
    broken = left < 0;
    if (left == 0) {
      end();
    }
  }

  private void payload(byte[] bytes, int from, int size) {
    if (control) {
      if (mask != 0) {
        mask = Integer.rotateLeft(mask, 8 * (size & 3));
      }
      return;
    }
    byte[] piece = Arrays.copyOfRange(bytes, from, from + size);
    if (mask != 0) {
      for (int i = 0; i < size; i++) {
        piece[i] ^= (byte) (mask >>> 24 - 8 * (i & 3));
      }
      mask = Integer.rotateLeft(mask, 8 * (size & 3));
    }
    decode(piece);
  }

  private void decode(byte[] piece) {
    if (!compressed || inflater == null) {
      append(piece, 0, piece.length);
      return;
    }
    try {
      atOnce = 0;
      int rest = inflater.inflate(piece, 0, piece.length, this::inflated);
      if (rest < 0) {
        throw new IOException("more than " + BodyCopy.MOST_AT_ONCE + " bytes in one piece");
      }
      if (inflater.finished()) {
        inflater.restart();
      }
    } catch (IOException e) {
      // What follows depends on what was read so far: the copy ends here, the wire does not.
      cut = true;
      broken = true;
    }
  }

  private boolean inflated(byte[] bytes, int from, int to) {
    atOnce += to - from;
    append(bytes, from, to);
    return atOnce <= BodyCopy.MOST_AT_ONCE;
  }

  private void append(byte[] bytes, int from, int to) {
    int size = Math.min(to - from, longest - length);
    size = cut || !buffer.reserve(size, false) ? 0 : size;
    reserved += size;
    cut |= size < to - from;
    if (message.length - length < size) {
      message = Arrays.copyOf(message, Math.max(length + size, message.length * 2));
    }
    System.arraycopy(bytes, from, message, length, size);
    length += size;
  }

  private void end() {
    headLength = 0;
    if (control || !last) {
      return;
    }
    if (compressed && inflater != null) {
      decode(TAIL);
      if (forgetful) {
        inflater.restart();
      }
    }
    giveBack();
    messages.message(message, length, cut);
    length = 0;
    if (message.length > KEPT) {
      message = new byte[1024];
    }
  }
}
