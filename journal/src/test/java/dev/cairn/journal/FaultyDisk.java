package dev.cairn.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The real disk, which fails or stalls when a test says so. */
final class FaultyDisk implements AppendFile.Disk {
  volatile boolean failsToWrite;
  volatile boolean failsToSync;
  volatile boolean failsToOpen;
  volatile CountDownLatch stall = new CountDownLatch(0);

  @Override
  public AppendFile open(Path file, long size) throws IOException {
    failIf(failsToOpen, "Read-only file system");
    AppendFile real = ChannelFile.open(file, size);
    return new AppendFile() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        awaitStall();
        if (failsToWrite) {
          ByteBuffer half = bytes.slice(bytes.position(), bytes.remaining() / 2);
          real.write(half);
          throw new IOException("No space left on device");
        }
        real.write(bytes);
      }

      @Override
      public void force() throws IOException {
        failIf(failsToSync, "Input/output error");
        awaitStall();
        real.force();
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }

  private void awaitStall() throws IOException {
    try {
      stall.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void failIf(boolean fails, String message) throws IOException {
    if (fails) {
      throw new IOException(message);
    }
  }
}
