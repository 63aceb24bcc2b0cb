package dev.cairn.sources.proxy;

/** The shape of UTF-8 (RFC 3629). */
final class Utf8 {
  private Utf8() {}

  /**
   * The length of the valid sequence that starts here; 0 when the bytes end within a sequence that
   * could still become one, -1 when it is none.
   */
  static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead < 0xe0 ? 0 : lead < 0xf0 ? 3 : 4;
    if (size == 0 || lead > 0xf4) {
      return -1;
    }
    for (int i = 1; i < size; i++) {
      if (at + i >= to) {
        return 0;
      }
      int least = i == 1 ? secondFrom(lead) : 0x80;
      int most = i == 1 ? secondTo(lead) : 0xbf;
      int next = bytes[at + i] & 0xff;
      if (next < least || next > most) {
        return -1;
      }
    }
    return size;
  }

  private static int secondFrom(int lead) {
    return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  }

  private static int secondTo(int lead) {
    return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  }

  /** The last place at or before {@code to} that does not cut a sequence. */
  static int boundary(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from && at >= to - 3; at--) {
      if ((bytes[at] & 0xc0) != 0x80) {
        return sequence(bytes, at, to) == 0 ? at : to;
      }
    }
    return to;
  }
}
