package dev.cairn.sources.proxy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of one stream whose secrets are masked, also where the texts of several events make one
 * together. Events wait while the end of their texts could be the start of a secret. Not
 * thread-safe.
 */
final class MaskedEvents implements Secrets.Events {
  private static final int MOST_EVENTS = 2000;
  private static final int MOST_BYTES = 512 << 10;

  /** An event that waits; its text is the part that goes on in the next event. */
  private static final class Held {
    private final long nanos = System.nanoTime();
    private final String name;
    private final @Nullable String id;
    private final byte[] data;
    private final DeltaText.Span text;

    private Held(String name, @Nullable String id, byte[] data) {
      this.name = name;
      this.id = id;
      this.data = data;
      this.text = DeltaText.find(data);
    }
  }

  private final SecretFinder finder;
  private final Secrets.Timed events;
  private final Deque<Held> held = new ArrayDeque<>();
  private int heldBytes;

  MaskedEvents(SecretFinder finder, Secrets.Timed events) {
    this.finder = finder;
    this.events = events;
  }

  @Override
  public void event(String name, @Nullable String id, byte[] data, int length) {
    Held next = new Held(name, id, whole(data, length));
    held.add(next);
    heldBytes += next.data.length;
    byte[] text = text();
    boolean full = held.size() > MOST_EVENTS || heldBytes > MOST_BYTES;
    if (full || finder.openFrom(text, text.length) == text.length) {
      give(text);
    }
  }

  @Override
  public void end() {
    give(text());
  }

  /** The data with the secrets masked that stand wholly in them. */
  private byte[] whole(byte[] data, int length) {
    List<SecretFinder.Found> found = finder.find(data, length);
    byte[] own = Arrays.copyOf(data, length);
    return found.isEmpty() ? own : masked(own, 0, found);
  }

  /** The texts of all that waits, one behind the other. */
  private byte[] text() {
    int size = held.stream().mapToInt(event -> event.text.length()).sum();
    byte[] text = new byte[size];
    int at = 0;
    for (Held event : held) {
      System.arraycopy(event.data, event.text.from(), text, at, event.text.length());
      at += event.text.length();
    }
    return text;
  }

  private void give(byte[] text) {
    List<SecretFinder.Found> found = finder.find(text, text.length);
    int before = 0;
    for (Held event : held) {
      byte[] data = found.isEmpty() ? event.data : masked(event, before, found);
      events.event(event.nanos, event.name, event.id, data, data.length);
      before += event.text.length();
    }
    held.clear();
    heldBytes = 0;
  }

  /** Masks the part of shared secrets that this event has: the first shows the mask. */
  private static byte[] masked(Held event, int before, List<SecretFinder.Found> shared) {
    List<SecretFinder.Found> own = new ArrayList<>();
    int length = event.text.length();
    for (SecretFinder.Found secret : shared) {
      int from = Math.max(0, secret.from() - before);
      int to = Math.min(length, secret.to() - before);
      if (from < to) {
        int start = event.text.from();
        String name = secret.from() >= before ? secret.name() : "";
        own.add(new SecretFinder.Found(start + from, start + to, name));
      }
    }
    return own.isEmpty() ? event.data : masked(event.data, 0, own);
  }

  private static byte[] masked(byte[] data, int from, List<SecretFinder.Found> found) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length);
    int at = from;
    for (SecretFinder.Found secret : found) {
      out.write(data, at, secret.from() - at);
      if (!secret.name().isEmpty()) {
        out.writeBytes(MaskedBytes.mask(secret.name()));
      }
      at = secret.to();
    }
    out.write(data, at, data.length - at);
    return out.toByteArray();
  }
}
