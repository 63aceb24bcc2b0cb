package dev.cairn.journal;

import static dev.cairn.journal.Samples.append;
import static dev.cairn.journal.Samples.large;
import static dev.cairn.journal.Samples.readAll;
import static dev.cairn.journal.Samples.record;
import static dev.cairn.journal.Samples.records;
import static dev.cairn.journal.Samples.text;
import static dev.cairn.journal.Samples.texts;
import static dev.cairn.journal.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import dev.cairn.trail.Outcome.Delivered;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal does, wherever it keeps its records. */
abstract class JournalContract {
  final TestClock clock = new TestClock();
  Journal journal;

  /** A journal over the storage of this test, which is empty the first time; not started. */
  abstract Journal make(InstantSource clock);

  @BeforeEach
  void start() {
    journal = make(clock);
    journal.start();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  final void restart() {
    journal.close();
    start();
  }

  @Test
  void append_records_areReadInOrder() {
    assertThat(append(journal, 0, 3)).isEqualTo(Delivered.DELIVERED);
    assertThat(append(journal, record(3))).isEqualTo(Delivered.DELIVERED);
    assertThat(texts(journal)).isEqualTo(texts(0, 4));
  }

  @Test
  void append_nothing_isDelivered() {
    assertThat(journal.append(Signal.PROXY, List.of()).join()).isEqualTo(Delivered.DELIVERED);
    assertThat(texts(journal)).isEmpty();
  }

  @Test
  void append_severalAtATime_areAllReadOnce() {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      outcomes.add(journal.append(Signal.PROXY, List.of(record(i))));
    }
    assertThat(outcomes).allMatch(outcome -> outcome.join() == Delivered.DELIVERED);
    assertThat(texts(journal)).isEqualTo(texts(0, 5_000));
    assertThat(journal.pendingBytes()).isZero();
  }

  @Test
  void append_byManyThreads_keepsTheRecordsOfACallTogether() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 64; thread++) {
        int first = thread * 10;
        threads.submit(() -> append(journal, first, first + 10));
      }
    }
    List<String> all = texts(journal);
    assertThat(all).hasSize(640);
    for (int at = 0; at < all.size(); at += 10) {
      int first = Integer.parseInt(all.get(at).replaceAll("\\D", ""));
      assertThat(all.subList(at, at + 10)).isEqualTo(texts(first, first + 10));
    }
  }

  @Test
  void append_lineFeed_isRefusedWhole() {
    assertThat(append(journal, record(1), utf8("{\"a\":1,\n\"b\":2}")))
        .isEqualTo(new Outcome.Refused("a record must be one line, had a line feed at byte 7"));
    assertThat(texts(journal)).isEmpty();
  }

  @Test
  void append_noObject_isRefused() {
    assertThat(append(journal, utf8("")))
        .isEqualTo(
            new Outcome.Refused(
                "a record must be a JSON object, had 0 bytes that do not begin with {"));
    assertThat(append(journal, utf8("{\"kind\":\"purged\",\"n\":1}")))
        .isEqualTo(
            new Outcome.Refused(
                "a record must not be of kind purged, which the journal writes itself"));
  }

  @Test
  void append_invalidUtf8_isReadAsItWas() {
    byte[] bytes = {'{', (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0xbd, 0, '\r', '}'};
    append(journal, bytes.clone());
    append(journal, record(1));
    List<JournalRecord> read = readAll(journal, journal.start(Signal.PROXY));
    assertThat(read.getFirst().json()).isEqualTo(bytes);
    assertThat(text(read.getLast().json())).isEqualTo("{\"n\":1}");
  }

  @Test
  void append_20MegabyteRecord_isReadBetweenItsNeighbours() {
    byte[] large = large(20_000_000);
    append(journal, record(1), large.clone(), record(2));
    List<JournalRecord> read = readAll(journal, journal.start(Signal.PROXY));
    assertThat(read).hasSize(3);
    assertThat(read.get(1).json()).isEqualTo(large);
    assertThat(text(read.get(2).json())).isEqualTo("{\"n\":2}");
  }

  @Test
  void append_afterClose_isToBeRetried() {
    journal.close();
    assertThat(append(journal, record(1)))
        .isEqualTo(new Outcome.Retry("the journal is not running", Duration.ofSeconds(1)));
  }

  @Test
  void next_caughtUp_isNullUntilThereIsMore() {
    try (JournalReader reader = journal.read(journal.start(Signal.PROXY))) {
      assertThat(reader.next()).isNull();
      append(journal, record(1));
      assertThat(text(reader.next().json())).isEqualTo("{\"n\":1}");
      assertThat(reader.next()).isNull();
      assertThat(reader.position()).isEqualTo(journal.end(Signal.PROXY));
    }
  }

  @Test
  void read_fromAnyPosition_givesTheRest() {
    append(journal, 0, 20);
    List<JournalRecord> all = readAll(journal, journal.start(Signal.PROXY));
    for (int i = 0; i < all.size(); i++) {
      assertThat(texts(readAll(journal, all.get(i).position()))).isEqualTo(texts(i, 20));
      assertThat(texts(readAll(journal, all.get(i).next()))).isEqualTo(texts(i + 1, 20));
    }
  }

  @Test
  void read_otherJournal_fails() {
    Position end = journal.end(Signal.PROXY);
    Position foreign = new Position("g", new UUID(1, 2), end.signal(), end.date(), 0);
    assertThatThrownBy(() -> journal.read(foreign))
        .isInstanceOf(CairnException.class)
        .hasMessageContaining("is of journal 00000000-0000-0001-0000-000000000002");
  }

  @Test
  void restart_keepsRecordsPositionsAndId() {
    append(journal, 0, 5);
    UUID id = journal.id();
    List<Position> before =
        readAll(journal, journal.start(Signal.PROXY)).stream()
            .map(JournalRecord::position)
            .toList();
    restart();
    append(journal, record(5));
    List<JournalRecord> after = readAll(journal, journal.start(Signal.PROXY));
    assertThat(journal.id()).isEqualTo(id);
    assertThat(texts(after)).isEqualTo(texts(0, 6));
    assertThat(after.subList(0, 5)).extracting(JournalRecord::position).isEqualTo(before);
  }

  @Test
  void day_passes_readerWalksOverTheGap() {
    try (JournalReader reader = journal.read(journal.start(Signal.PROXY))) {
      append(journal, record(0));
      clock.pass(Duration.ofDays(1));
      append(journal, record(1));
      clock.pass(Duration.ofDays(5));
      append(journal, record(2));
      List<JournalRecord> read = readAll(reader);
      assertThat(texts(read)).isEqualTo(texts(0, 3));
      assertThat(read)
          .extracting(record -> record.position().date())
          .containsExactly(
              LocalDate.parse("2026-11-20"),
              LocalDate.parse("2026-11-21"),
              LocalDate.parse("2026-11-26"));
    }
  }

  @Test
  void clock_goesBack_daysDoNot() {
    append(journal, record(0));
    clock.pass(Duration.ofDays(2));
    append(journal, record(1));
    clock.set("2026-11-19T00:00:00Z");
    append(journal, record(2));
    restart();
    append(journal, record(3));
    assertThat(texts(journal)).isEqualTo(texts(0, 4));
    assertThat(journal.end(Signal.PROXY).date()).isEqualTo(LocalDate.parse("2026-11-22"));
  }

  @Test
  void subscribe_records_callsUntilClosed() throws Exception {
    Semaphore calls = new Semaphore(0);
    Journal.Subscription subscription = journal.subscribe(Signal.PROXY, calls::release);
    append(journal, record(1));
    assertThat(calls.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    subscription.close();
    append(journal, record(2));
    append(journal, record(3));
    assertThat(calls.tryAcquire()).isFalse();
  }

  @Test
  void subscribe_callThrows_othersAreCalledAndWritingGoesOn() throws Exception {
    Semaphore calls = new Semaphore(0);
    journal.subscribe(
        Signal.PROXY,
        () -> {
          throw new IllegalStateException("a defect of a follower");
        });
    journal.subscribe(Signal.PROXY, calls::release);
    append(journal, record(1));
    append(journal, record(2));
    assertThat(calls.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void purge_records_arePassedOverAndPositionsStay() {
    append(journal, records(0, 3).toArray(byte[][]::new));
    append(journal, utf8("{\"secret\":\"very secret\"}"), utf8("{}"), record(3));
    List<JournalRecord> before = readAll(journal, journal.start(Signal.PROXY));
    List<Position> doomed =
        List.of(before.get(3).position(), before.get(0).position(), before.get(4).position());
    Position end = journal.end(Signal.PROXY);

    assertThat(journal.purge(doomed)).isEqualTo(3);
    assertThat(journal.purge(doomed)).isZero();

    List<JournalRecord> after = readAll(journal, journal.start(Signal.PROXY));
    assertThat(texts(after)).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    assertThat(after.getFirst().position()).isEqualTo(before.get(1).position());
    assertThat(after.getLast().next()).isEqualTo(end);
  }

  @Test
  void purge_isARecordItself() {
    append(journal, record(0), record(1));
    List<JournalRecord> all = readAll(journal, journal.start(Signal.PROXY));
    journal.purge(List.of(all.get(1).position()));
    assertThat(texts(readAll(journal, journal.start(Signal.PURGES))))
        .containsExactly(
            """
            {"kind":"purge","ts":"2026-11-20T12:00:00.000Z","positions":[{"gateway":"%s",\
            "journal":"%s","signal":"proxy","date":"2026-11-20","offset":8}]}\
            """
                .formatted(journal.gateway(), journal.id()));
  }

  @Test
  void purge_whileReaderHasReadAhead_readerDoesNotGiveThem() {
    append(journal, 0, 10);
    List<JournalRecord> all = readAll(journal, journal.start(Signal.PROXY));
    try (JournalReader reader = journal.read(journal.start(Signal.PROXY))) {
      assertThat(text(reader.next().json())).isEqualTo("{\"n\":0}");
      journal.purge(all.subList(1, 9).stream().map(JournalRecord::position).toList());
      assertThat(texts(readAll(reader))).containsExactly("{\"n\":9}");
    }
  }

  @Test
  void purge_noRecordBeginsThere_failsAndChangesNothing() {
    append(journal, record(0), record(1));
    Position start = journal.start(Signal.PROXY);
    assertThatThrownBy(() -> journal.purge(List.of(start, start.at(start.date(), 3))))
        .isInstanceOf(CairnException.class)
        .hasMessage("no record begins at proxy/2026-11-20@3");
    assertThat(texts(journal)).isEqualTo(texts(0, 2));
  }
}
