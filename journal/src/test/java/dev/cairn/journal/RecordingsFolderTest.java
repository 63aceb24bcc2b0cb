package dev.cairn.journal;

import static dev.cairn.journal.Samples.record;
import static dev.cairn.journal.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingsFolderTest {
  @TempDir Path recordings;

  private RecordingsFolder opened(String gateway) {
    RecordingsFolder folder = new RecordingsFolder(recordings, gateway);
    folder.start();
    return folder;
  }

  private void collectivusWrote(String date, String lines) throws IOException {
    Path folder = Files.createDirectories(recordings.resolve("bob/proxy"));
    Files.writeString(folder.resolve(date + ".jsonl"), lines);
  }

  @Test
  void read_foreignFolder_passesEveryLineOn() throws IOException {
    collectivusWrote("2026-01-01", "{\"n\":1}\nnot json\n\n{\"torn\":");
    collectivusWrote("2026-01-03", "{\"n\":2}\n{\"n\":3}");
    Files.writeString(recordings.resolve("bob/proxy/notes.txt"), "no day");
    RecordingsFolder folder = opened("bob");
    assertThat(texts(folder))
        .containsExactly("{\"n\":1}", "not json", "{\"torn\":", "{\"n\":2}", "{\"n\":3}");
    List<JournalRecord> all = Samples.readAll(folder, folder.start(Signal.PROXY));
    assertThat(all.getLast().next()).isEqualTo(folder.end(Signal.PROXY));
    for (int i = 0; i < all.size(); i++) {
      assertThat(Samples.readAll(folder, all.get(i).position())).hasSize(all.size() - i);
    }
    assertThat(Files.exists(recordings.resolve("bob/journal.json"))).isFalse();
  }

  @Test
  void id_foreignFolder_isAlwaysTheSame() throws IOException {
    collectivusWrote("2026-01-01", "{\"n\":1}\n");
    assertThat(opened("bob").id()).isEqualTo(opened("bob").id());
  }

  @Test
  void read_folderOfACairn_hasItsIdAndItsCompressedDays() throws IOException {
    TestClock clock = new TestClock();
    try (FileJournal journal =
        new FileJournal(JournalConfig.DEFAULT, recordings, "ada", clock, JournalMetrics.NONE)) {
      journal.start();
      Samples.append(journal, record(0));
      clock.pass(Duration.ofDays(1));
      Samples.append(journal, record(1));
      journal.tidy();
      RecordingsFolder folder = opened("ada");
      assertThat(folder.id()).isEqualTo(journal.id());
      assertThat(texts(folder)).isEqualTo(texts(0, 2));
    }
  }

  @Test
  void fileJournal_onAForeignFolder_goesOnBehindIt() throws IOException {
    collectivusWrote("2026-01-01", "{\"n\":0}\n{\"torn\":");
    collectivusWrote("2026-11-20", "{\"n\":1}\n");
    try (FileJournal journal =
        new FileJournal(
            JournalConfig.DEFAULT, recordings, "bob", new TestClock(), JournalMetrics.NONE)) {
      journal.start();
      Samples.append(journal, record(2));
      assertThat(texts(journal))
          .containsExactly("{\"n\":0}", "{\"torn\":", "{\"n\":1}", "{\"n\":2}");
    }
  }

  @Test
  void append_isRefused() {
    assertThat(opened("bob").append(Signal.PROXY, List.of(record(0))).join())
        .isEqualTo(
            new Outcome.Refused(
                "the recordings in " + recordings.resolve("bob") + " are only read"));
  }

  @Test
  void gateways_ofAFolder_areThoseWithSignals() throws IOException {
    collectivusWrote("2026-01-01", "{}\n");
    Files.createDirectories(recordings.resolve("other/files"));
    assertThat(RecordingsFolder.gateways(recordings)).containsExactly("bob");
    assertThatThrownBy(() -> RecordingsFolder.gateways(recordings.resolve("nowhere")))
        .isInstanceOf(CairnException.class)
        .hasMessageStartingWith("cannot list " + recordings.resolve("nowhere"));
  }
}
