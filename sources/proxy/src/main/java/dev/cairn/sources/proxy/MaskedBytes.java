package dev.cairn.sources.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A body whose secrets are masked as it passes; as much is held back as a secret is long. */
final class MaskedBytes implements ByteSink {
  private static final int WINDOW = 128 << 10;

  private final SecretFinder finder;
  private final ByteSink sink;
  private byte[] held = new byte[1024];
  private int length;
  private boolean more = true;

  MaskedBytes(SecretFinder finder, ByteSink sink) {
    this.finder = finder;
    this.sink = sink;
  }

  /** What a secret of this name is shown as. */
  static byte[] mask(String name) {
    return ("REDACTED:" + name).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean accept(byte[] bytes, int from, int to) {
    if (held.length - length < to - from) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, length + to - from));
    }
    System.arraycopy(bytes, from, held, length, to - from);
    length += to - from;
    if (length >= WINDOW) {
      give(length - SecretFinder.LONGEST);
    }
    return more;
  }

  @Override
  public void end() {
    give(length);
    sink.end();
  }

  /** Gives on what lies before a place, or before the secret that it would cut. */
  private void give(int wanted) {
    List<SecretFinder.Found> found = finder.find(held, length);
    int at = 0;
    int until = wanted;
    for (SecretFinder.Found secret : found) {
      if (secret.from() >= until) {
        break;
      }
      if (secret.to() > until && secret.from() > 0) {
        until = secret.from();
        break;
      }
      sink(held, at, secret.from());
      byte[] mask = mask(secret.name());
      sink(mask, 0, mask.length);
      at = secret.to();
      until = Math.max(until, at);
    }
    sink(held, at, until);
    length -= until;
    held = Arrays.copyOfRange(held, until, Math.max(until + length, until + 1024));
  }

  private void sink(byte[] bytes, int from, int to) {
    if (to > from) {
      more &= sink.accept(bytes, from, to);
    }
  }
}
