package dev.cairn.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file that is written at its end. */
interface AppendFile extends Closeable {
  /** Writes all of the bytes. */
  void write(ByteBuffer bytes) throws IOException;

  /** Makes what was written durable. */
  void force() throws IOException;

  /** Opens files: the disk, as the writer sees it. */
  interface Disk {
    /** Opens a file, made where there is none, and cuts off what lies behind {@code size}. */
    AppendFile open(Path file, long size) throws IOException;
  }
}
