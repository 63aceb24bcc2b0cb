package dev.cairn.cli;

import dev.cairn.testing.Prerequisite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own that can be filled and given room again. */
final class SmallDisk implements AutoCloseable {
  private final Path mount;

  private SmallDisk(Path mount) {
    this.mount = mount;
  }

  /** Mounts one at a folder, which is made. */
  static SmallDisk at(Path mount, String size) throws IOException, InterruptedException {
    Prerequisite.tmpfs();
    Files.createDirectories(mount);
    int code = run("mount", "-t", "tmpfs", "-o", "size=" + size, "cairn-test", mount.toString());
    Prerequisite.holds(code == 0, "a tmpfs cannot be mounted");
    return new SmallDisk(mount);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Takes all room that is left. */
  void fill() {
    byte[] block = new byte[4096];
    try (var ballast = Files.newOutputStream(ballast())) {
      while (true) {
        ballast.write(block);
      }
    } catch (IOException full) {
      requireFull();
    }
  }

  private void requireFull() {
    if (mount.toFile().getUsableSpace() > 0) {
      throw new IllegalStateException(mount + " is not full");
    }
  }

  /** Gives the room back. */
  void makeRoom() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return mount.resolve("ballast");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "-l", mount.toString());
  }
}
