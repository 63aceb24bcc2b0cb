package dev.cairn.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A file of the operating system, written at its end. */
final class ChannelFile implements AppendFile {
  private final FileChannel channel;

  private ChannelFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file; a new one's name is durable on return. */
  static ChannelFile open(Path file, long size) throws IOException {
    Path folder = DurableFiles.folderOf(file);
    boolean made = !Files.exists(file);
    DurableFiles.makeFolders(folder);
    FileChannel channel = DurableFiles.open(file, Set.of(CREATE, WRITE));
    try {
      if (channel.size() > size) {
        channel.truncate(size);
        channel.force(true);
      }
      channel.position(size);
      if (made) {
        DurableFiles.forceFolder(folder);
      }
      return new ChannelFile(channel);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
