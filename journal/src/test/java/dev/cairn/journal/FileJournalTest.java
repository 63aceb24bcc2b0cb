package dev.cairn.journal;

import static dev.cairn.journal.Samples.append;
import static dev.cairn.journal.Samples.large;
import static dev.cairn.journal.Samples.readAll;
import static dev.cairn.journal.Samples.record;
import static dev.cairn.journal.Samples.texts;
import static dev.cairn.journal.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Report;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest extends JournalContract {
  @TempDir Path recordings;

  @Override
  Journal make(InstantSource clock) {
    return new FileJournal(JournalConfig.DEFAULT, recordings, "ada", clock, JournalMetrics.NONE);
  }

  private Path today() {
    return recordings.resolve("ada/proxy/2026-11-20.jsonl");
  }

  @Test
  void append_records_areLinesOfTheDaysFileForTheOwnerAlone() throws IOException {
    append(journal, 0, 2);
    assertThat(today()).hasContent("{\"n\":0}\n{\"n\":1}\n");
    assertThat(mode(today())).isEqualTo("rw-------");
    assertThat(mode(today().getParent())).isEqualTo("rwx------");
    assertThat(Files.readString(recordings.resolve("ada/journal.json")))
        .isEqualTo("{\"version\":1,\"gateway\":\"ada\",\"id\":\"" + journal.id() + "\"}\n");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void start_tornLastLine_isCutOff() throws IOException {
    append(journal, 0, 2);
    journal.close();
    Files.write(today(), large(300_000), StandardOpenOption.APPEND);
    start();
    append(journal, record(2));
    assertThat(texts(journal)).isEqualTo(texts(0, 3));
    assertThat(Files.size(today())).isEqualTo(24);
  }

  @Test
  void start_onlyATornLine_leavesNothing() throws IOException {
    append(journal, record(0));
    journal.close();
    Files.write(today(), utf8("{\"torn\":"));
    start();
    assertThat(texts(journal)).isEmpty();
    assertThat(journal.end(Signal.PROXY).offset()).isZero();
  }

  @Test
  void start_gatewayIsNoFolderName_fails() {
    assertThatThrownBy(() ->
            new FileJournal(
                JournalConfig.DEFAULT, recordings, "../ada", clock, JournalMetrics.NONE))
        .isInstanceOf(CairnException.class)
        .hasMessage(
            "gateway_id must be 1 to 128 letters, digits and ._+@- and begin with a letter or"
                + " digit, was \"../ada\"");
  }

  @Test
  void append_largerThanTheBuffer_isRefused() {
    byte[] record = large((int) JournalConfig.DEFAULT.buffer());
    assertThat(append(journal, record))
        .isEqualTo(
            new Outcome.Refused(
                "an append must not be larger than the journal's buffer of 67108864 bytes, had"
                    + " 67108865"));
  }

  @Test
  void id_beforeStart_fails() {
    Journal other = make(clock);
    assertThatThrownBy(other::id)
        .isInstanceOf(CairnException.class)
        .hasMessage("the journal in " + recordings.resolve("ada") + " is not started");
  }

  @Test
  void purge_cutShortByACrash_isFinishedAtTheNextStart() throws IOException {
    append(journal, 0, 4);
    List<JournalRecord> all = readAll(journal, journal.start(Signal.PROXY));
    journal.close();
    LocalDate date = LocalDate.parse("2026-11-20");
    new RedoList(recordings.resolve("ada/purge.redo"))
        .write(
            List.of(
                new Stub(Signal.PROXY, date, all.get(1).position().offset(), 7),
                new Stub(Signal.PROXY, date, all.get(3).position().offset(), 7)));
    start();
    assertThat(texts(journal)).containsExactly("{\"n\":0}", "{\"n\":2}");
    assertThat(readAll(journal, journal.start(Signal.PURGES))).hasSize(1);
    assertThat(recordings.resolve("ada/purge.redo")).doesNotExist();
  }

  @Test
  void purge_record_leavesNoneOfItsBytes() throws IOException {
    append(journal, utf8("{\"secret\":\"hush hush hush\"}"));
    journal.purge(List.of(journal.start(Signal.PROXY)));
    assertThat(Files.readString(today())).isEqualTo("{\"kind\":\"purged\"}          \n");
  }

  @Test
  void report_afterRecords_saysWhatIsThere() {
    append(journal, 0, 3);
    Report report = journal.report();
    assertThat(report.part()).isEqualTo("journal");
    assertThat(report.healthy()).isTrue();
    assertThat(report.facts()).containsEntry("pending_bytes", 0L).containsEntry("lost", 0L);
    assertThat(report.facts().get("proxy"))
        .isEqualTo(
            Map.of(
                "records",
                3L,
                "day",
                "2026-11-20",
                "day_bytes",
                24L,
                "days",
                1,
                "last_write",
                "2026-11-20T12:00:00Z",
                "syncs",
                1L));
  }
}
