package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path temp;

  @Test
  void start_newFolder_isPrivateAndNamesTheProcess() throws Exception {
    Path home = temp.resolve("home");
    try (FolderLock lock = new FolderLock(home)) {
      lock.start();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
          .isEqualTo("rwx------");
      assertThat(FolderLock.isHeld(home)).isTrue();
    }
    assertThat(FolderLock.isHeld(home)).isFalse();
  }

  @Test
  void start_folderThatOthersMayRead_takesItFromThem() throws Exception {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (FolderLock lock = new FolderLock(temp)) {
      lock.start();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void start_lockIsALinkToAnotherFile_leavesThatFileAsItIs() throws Exception {
    Path home = Files.createDirectory(temp.resolve("home"));
    Path other = Files.writeString(temp.resolve("other"), "dear");
    Files.createSymbolicLink(home.resolve("lock"), other);
    try (FolderLock lock = new FolderLock(home)) {
      assertThatThrownBy(lock::start)
          .isInstanceOf(CairnException.class)
          .hasMessageContaining("cannot lock " + home);
    }
    assertThat(other).hasContent("dear");
  }

  @Test
  void start_heldInThisProcess_isRefusedAndLeavesTheLock() throws Exception {
    try (FolderLock first = new FolderLock(temp);
        FolderLock second = new FolderLock(temp)) {
      first.start();
      assertThatThrownBy(second::start)
          .isInstanceOf(CairnException.class)
          .hasMessageContaining(temp + " is in use by process " + ProcessHandle.current().pid());
      second.close();

      assertThat(OtherProcess.locks(temp)).contains("is in use by process");
    }
    assertThat(OtherProcess.locks(temp)).contains("locked");
  }

  @Test
  void start_heldByAnotherProcess_saysWhichAndWhereItListens() throws Exception {
    try (OtherProcess other = OtherProcess.holding(temp);
        FolderLock lock = new FolderLock(temp)) {
      new ServerFile(
              other.pid(),
              new HostPort("127.0.0.1", 4711),
              Optional.empty(),
              Instant.parse("2026-11-20T10:00:00Z"),
              "1")
          .write(temp);

      assertThatThrownBy(lock::start)
          .hasMessage(
              temp + " is in use by process " + other.pid() + ", which listens on 127.0.0.1:4711")
          .extracting(failure -> ((CairnException) failure).code())
          .isEqualTo(ErrorCode.ALREADY_RUNNING);
      assertThat(ServerFile.running(temp)).isPresent();
    }
  }

  @Test
  void start_holderWasKilled_isFree() throws Exception {
    try (OtherProcess other = OtherProcess.holding(temp);
        FolderLock lock = new FolderLock(temp)) {
      other.close();
      lock.start();

      assertThat(Files.readString(temp.resolve("lock")).strip())
          .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }
  }
}
