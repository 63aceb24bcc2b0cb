package dev.cairn.journal;

import static dev.cairn.journal.Samples.append;
import static dev.cairn.journal.Samples.large;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import dev.cairn.trail.Outcome.Delivered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a file system of one megabyte. */
@Timeout(30)
final class FullDiskTest {
  private static final JournalConfig CONFIG =
      new JournalConfig(4 << 20, true, Duration.ZERO, 3, 0, 0, Duration.ofMillis(20));

  @TempDir Path temporary;
  private Path mount;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mount = Files.createDirectory(temporary.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "cairn-test", mount.toString()) == 0;
    if (!mounted) {
      Prerequisite.missing("a tmpfs of 1 MB cannot be mounted; this needs root");
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", mount.toString());
    }
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // no such command
    }
  }

  @Test
  void append_diskFull_isToBeRetriedAndGoesOnWhenThereIsRoom() throws Exception {
    Path ballast = Files.write(mount.resolve("ballast"), new byte[400_000]);
    try (FileJournal journal =
        new FileJournal(CONFIG, mount, "ada", new TestClock(), JournalMetrics.NONE)) {
      journal.start();
      int delivered = 0;
      Outcome outcome;
      while ((outcome = append(journal, large(50_000))) instanceof Delivered) {
        delivered++;
      }
      assertThat(delivered).isBetween(5, 15);
      assertThat(outcome).isInstanceOf(Outcome.Retry.class);
      assertThat(((Outcome.Retry) outcome).reason()).contains("No space left on device");
      assertThat(Samples.texts(journal)).hasSize(delivered);
      assertThat(journal.report().healthy()).isFalse();

      Files.delete(ballast);
      while (!(append(journal, large(50_000)) instanceof Delivered)) {
        Thread.sleep(5);
      }
      assertThat(journal.report().healthy()).isTrue();
      assertThat(Samples.texts(journal)).hasSize(delivered + 1);
      assertThat(journal.end(Signal.PROXY).offset()).isEqualTo((delivered + 1) * 50_001L);
    }
  }
}
