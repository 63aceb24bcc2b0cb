package dev.cairn.sources.proxy;

import java.io.IOException;

/** Undoes {@code gzip} (RFC 1952), one member after the other; checksums are not looked at. */
final class GzipDecoder implements ContentDecoder {
  private static final int HEAD = 10;
  private static final int TRAILER = 8;
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  /** What of a member comes next. */
  private enum Part {
    HEAD,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    CHECKSUM,
    DATA,
    TRAILER
  }

  private final DeflateDecoder deflate = DeflateDecoder.bare();
  private Part part = Part.HEAD;
  private int seen;
  private int flags;
  private int extra;

  @Override
  public boolean decode(byte[] bytes, int from, int to, ByteSink sink) throws IOException {
    int at = from;
    while (at < to) {
      if (part != Part.DATA) {
        step(bytes[at++] & 0xff);
        continue;
      }
      int left = deflate.inflate(bytes, at, to, sink);
      if (left < 0) {
        return false;
      }
      at = to - left;
      if (deflate.finished()) {
        enter(Part.TRAILER);
      } else if (left > 0) {
        throw new IOException("not a gzip stream: the data stand still");
      }
    }
    return true;
  }

  private void step(int value) throws IOException {
    seen++;
    switch (part) {
      case HEAD -> head(value);
      case EXTRA_LENGTH -> {
        extra |= value << (seen == 1 ? 0 : 8);
        if (seen == 2) {
          enter(extra > 0 ? Part.EXTRA : after(EXTRA));
        }
      }
      case EXTRA -> enterIf(seen == extra, EXTRA);
      case NAME -> enterIf(value == 0, NAME);
      case COMMENT -> enterIf(value == 0, COMMENT);
      case CHECKSUM -> enterIf(seen == 2, CHECKSUM);
      case TRAILER -> {
        if (seen == TRAILER) {
          deflate.restart();
          enter(Part.HEAD);
        }
      }
      case DATA -> throw new IllegalStateException("data are not read byte by byte");
    }
  }

  private void head(int value) throws IOException {
    boolean wrong =
        (seen == 1 && value != 0x1f) || (seen == 2 && value != 0x8b) || (seen == 3 && value != 8);
    if (wrong) {
      throw new IOException("not a gzip stream: byte " + seen + " of its head is " + value);
    }
    if (seen == 4) {
      flags = value;
    }
    if (seen == HEAD) {
      extra = 0;
      enter((flags & EXTRA) != 0 ? Part.EXTRA_LENGTH : after(EXTRA));
    }
  }

  private void enterIf(boolean done, int flag) {
    if (done) {
      enter(after(flag));
    }
  }

  /** The part that follows the optional field of this flag. */
  private Part after(int flag) {
    if (flag == EXTRA && (flags & NAME) != 0) {
      return Part.NAME;
    }
    if ((flag == EXTRA || flag == NAME) && (flags & COMMENT) != 0) {
      return Part.COMMENT;
    }
    return flag != CHECKSUM && (flags & CHECKSUM) != 0 ? Part.CHECKSUM : Part.DATA;
  }

  private void enter(Part next) {
    part = next;
    seen = 0;
  }

  @Override
  public void close() {
    deflate.close();
  }
}
