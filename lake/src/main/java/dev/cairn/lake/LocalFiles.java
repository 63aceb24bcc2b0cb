package dev.cairn.lake;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** Iceberg's files on the local disk; what was closed is durable, its name too. */
final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "file:";

  /** The path that a location names. */
  static Path path(String location) {
    return location.startsWith(SCHEME)
        ? Path.of("/" + location.substring(SCHEME.length()).replaceFirst("^/+", ""))
        : Path.of(location);
  }

  /** The location by which Iceberg and other engines find a path. */
  static String location(Path path) {
    return "file://" + path;
  }

  /** Makes the bytes of a file, or the names in a folder, durable. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInput(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutput(location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A file to be read, under the very location by which it was asked for. */
  private record LocalInput(String location) implements InputFile {
    private InputFile file() {
      return org.apache.iceberg.Files.localInput(path(location).toFile());
    }

    @Override
    public long getLength() {
      return file().getLength();
    }

    @Override
    public SeekableInputStream newStream() {
      return file().newStream();
    }

    @Override
    public boolean exists() {
      return Files.exists(path(location));
    }
  }

  /** A file to be written once. */
  private record LocalOutput(String location) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (Files.exists(path(location))) {
        throw new AlreadyExistsException("%s exists already", location);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Path path = path(location);
        Files.createDirectories(path.getParent());
        return new DurableOutput(path);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public InputFile toInputFile() {
      return new LocalInput(location);
    }
  }

  /** Makes a folder that only its owner may enter, where there is none. */
  static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** A stream whose bytes and name are durable once it is closed. */
  private static final class DurableOutput extends PositionOutputStream {
    private final Path path;
    private final FileOutputStream out;
    private long position;
    private boolean closed;

    DurableOutput(Path path) throws IOException {
      this.path = path;
      this.out = new FileOutputStream(path.toFile());
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        out.getChannel().force(true);
        out.close();
        sync(Objects.requireNonNull(path.getParent()));
      }
    }
  }
}
