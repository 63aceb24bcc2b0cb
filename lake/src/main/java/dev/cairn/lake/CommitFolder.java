package dev.cairn.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of commits, newest last; each is written once. */
final class CommitFolder {
  /** Kept for a person who looks; only the last is ever read. */
  private static final int KEPT = 3;

  private final Path folder;

  CommitFolder(Path folder) {
    this.folder = folder;
  }

  /** The last commit whose file is whole. */
  Optional<Commit> last() throws IOException {
    List<Path> files = files();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(CommitJson.read(Files.readAllBytes(files.getLast())));
  }

  /** Makes a commit durable; from now on it happens. */
  void write(Commit commit) throws IOException {
    Files.createDirectories(folder);
    Path file = file(commit);
    Path half = folder.resolve(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            half,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(CommitJson.write(commit));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    LocalFiles.sync(folder);
  }

  /** Forgets a commit that cannot happen. */
  void drop(Commit commit) throws IOException {
    Files.deleteIfExists(file(commit));
    LocalFiles.sync(folder);
  }

  /** Deletes the files of commits long done. */
  void trim() throws IOException {
    List<Path> files = files();
    for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
      Files.deleteIfExists(old);
    }
  }

  private Path file(Commit commit) {
    return folder.resolve("%012d.json".formatted(commit.sequence()));
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files
              .filter(file -> file.getFileName().toString().endsWith(".json"))
              .sorted(Comparator.comparing(Path::getFileName))
              .toList());
    }
  }
}
