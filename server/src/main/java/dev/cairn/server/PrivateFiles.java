package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read. */
final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Makes a folder with mode 0700, or takes from others what they may do with one that is there.
   */
  static void folder(Path folder) {
    try {
      Files.createDirectories(folder, mode(folder, "rwx------"));
      if (isPosix(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new CairnException(ErrorCode.STORAGE_FAILED, "cannot make " + folder + ": " + e, e);
    }
  }

  /** Replaces a file of a folder as a whole; it has mode 0600. */
  static void replace(Path folder, String name, String text) {
    try {
      Path next = Files.createTempFile(folder, name + ".", ".new", mode(folder, "rw-------"));
      Files.writeString(next, text);
      Files.move(
          next,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot write " + folder.resolve(name) + ": " + e, e);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
