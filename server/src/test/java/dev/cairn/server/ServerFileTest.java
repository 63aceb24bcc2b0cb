package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {
  @TempDir Path home;

  private final ServerFile file =
      new ServerFile(
          12,
          new HostPort("127.0.0.1", 8788),
          Optional.of(new HostPort("::1", 8787)),
          Instant.parse("2026-11-20T10:00:00.123Z"),
          "0.1");

  @Test
  void write_readAgain_isTheSameAndPrivate() throws Exception {
    file.write(home);

    assertThat(ServerFile.read(home)).contains(file);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("server.json"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(home)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void running_nobodyHoldsTheFolder_isEmpty() {
    file.write(home);

    assertThat(ServerFile.running(home)).isEmpty();
  }

  @Test
  void read_nonsense_isEmpty() throws Exception {
    Files.writeString(home.resolve("server.json"), "{\"pid\": 3}");
    assertThat(ServerFile.read(home)).isEmpty();
    Files.writeString(home.resolve("server.json"), "{");
    assertThat(ServerFile.read(home)).isEmpty();
    ServerFile.remove(home);
    assertThat(ServerFile.read(home)).isEmpty();
  }
}
