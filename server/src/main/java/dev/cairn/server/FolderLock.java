package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The claim of this process on a data folder: the system's lock on the file {@code lock}, which
 * holds the process's id and goes with the process.
 *
 * <p>A process that closes any handle of a locked file loses its lock (POSIX), so within this
 * process the file of a folder that is held is never opened a second time.
 */
final class FolderLock implements Component {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path home;
  private @Nullable FileChannel channel;

  FolderLock(Path home) {
    this.home = home.toAbsolutePath().normalize();
  }

  /**
   * Takes the lock; makes the folder where there is none.
   *
   * @throws CairnException ALREADY_RUNNING with the process that holds it
   */
  @Override
  public void start() {
    PrivateFiles.folder(home);
    if (!HELD_HERE.add(home)) {
      throw inUse(Long.toString(ProcessHandle.current().pid()));
    }
    try {
      channel = locked();
    } catch (IOException e) {
      throw new CairnException(ErrorCode.STORAGE_FAILED, "cannot lock " + home + ": " + e, e);
    } finally {
      if (channel == null) {
        HELD_HERE.remove(home);
      }
    }
  }

  private FileChannel locked() throws IOException {
    Path file = file(home);
    FileChannel opened =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    if (opened.tryLock() == null) {
      opened.close();
      throw inUse(Files.readString(file).strip());
    }
    opened.truncate(0);
    opened.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"), 0);
    return opened;
  }

  private CairnException inUse(String pid) {
    String address =
        ServerFile.read(home)
            .filter(server -> pid.equals(Long.toString(server.pid())))
            .map(server -> ", which listens on " + server.http())
            .orElse("");
    return new CairnException(
        ErrorCode.ALREADY_RUNNING,
        home + " is in use by process " + (pid.isEmpty() ? "(unknown)" : pid) + address);
  }

  /** Whether some process holds the folder now. */
  static boolean isHeld(Path home) {
    if (HELD_HERE.contains(home.toAbsolutePath().normalize())) {
      return true;
    }
    try (FileChannel opened = FileChannel.open(file(home), StandardOpenOption.WRITE)) {
      return opened.tryLock() == null; // closing the channel gives a lock back
    } catch (IOException e) {
      return false;
    }
  }

  private static Path file(Path home) {
    return home.resolve("lock");
  }

  @Override
  public void close() {
    FileChannel held = channel;
    channel = null;
    if (held == null) {
      return;
    }
    try (held) {
      held.truncate(0);
    } catch (IOException e) {
      throw new CairnException(ErrorCode.STORAGE_FAILED, "cannot unlock " + home + ": " + e, e);
    } finally {
      HELD_HERE.remove(home);
    }
  }
}
