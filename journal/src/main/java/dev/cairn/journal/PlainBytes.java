package dev.cairn.journal;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a day that is not compressed. */
final class PlainBytes implements DayBytes {
  private final FileChannel channel;

  PlainBytes(Path file) throws IOException {
    this.channel = FileChannel.open(file, READ);
  }

  @Override
  public int read(long offset, byte[] into, int at, int most) throws IOException {
    return channel.read(ByteBuffer.wrap(into, at, most), offset);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
