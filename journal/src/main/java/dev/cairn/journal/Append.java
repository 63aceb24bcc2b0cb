package dev.cairn.journal;

import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Records that were taken together, and the promise of what becomes of them; linked into the queue
 * itself, so that an append costs one object.
 */
final class Append extends CompletableFuture<Outcome> {
  private final Signal signal;
  private final List<byte[]> records;
  private final long bytes;
  @Nullable Append next;

  Append(Signal signal, List<byte[]> records, long bytes) {
    this.signal = signal;
    this.records = records;
    this.bytes = bytes;
  }

  /** The one behind this, which a kept promise must not keep alive. */
  @Nullable Append unlink() {
    Append following = next;
    next = null;
    return following;
  }

  Signal signal() {
    return signal;
  }

  List<byte[]> records() {
    return records;
  }

  /** Bytes on disk, line feeds included. */
  long bytes() {
    return bytes;
  }
}
