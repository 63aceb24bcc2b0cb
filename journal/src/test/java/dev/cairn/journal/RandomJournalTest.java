package dev.cairn.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome.Delivered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any sequence of appends, days, compressions, purges, restarts and reads, against a list. */
final class RandomJournalTest {
  private static final JournalConfig CONFIG =
      new JournalConfig(8 << 20, true, Duration.ZERO, 3, 0, 0, Duration.ofSeconds(1));

  @TempDir Path recordings;
  private final TestClock clock = new TestClock();
  private final TreeMap<Integer, String> expected = new TreeMap<>();
  private final TreeMap<Integer, Position> positions = new TreeMap<>();
  private int written;
  private FileJournal journal;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anySequence_readsLikeAList(long seed) throws IOException {
    play(seed, 80);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void anyLongSequence_readsLikeAList(long seed) throws IOException {
    play(seed, 400);
  }

  private void play(long seed, int steps) throws IOException {
    Random random = new Random(seed);
    open();
    JournalReader reader = journal.read(journal.start(Signal.PROXY));
    int read = 0;
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(12)) {
        case 0 -> clock.pass(Duration.ofHours(random.nextInt(40)));
        case 1 -> clock.pass(Duration.ofHours(-random.nextInt(30)));
        case 2 -> journal.tidy();
        case 3 -> purge(random);
        case 4 -> {
          journal.close();
          open();
          reader = journal.read(reader.position());
        }
        case 5, 6, 7 -> read = readSome(reader, random, read);
        case 8 -> readFromSomewhere(random);
        default -> append(random);
      }
    }
    assertThat(Samples.texts(journal)).isEqualTo(List.copyOf(expected.values()));
    assertThat(Samples.texts(Samples.readAll(reader)))
        .isEqualTo(List.copyOf(expected.tailMap(read).values()));
    journal.close();
  }

  private void open() {
    journal = new FileJournal(CONFIG, recordings, "ada", clock, JournalMetrics.NONE);
    journal.start();
  }

  private void append(Random random) {
    List<byte[]> records = new ArrayList<>();
    int first = written;
    for (int i = random.nextInt(1, 50); i > 0; i--) {
      int length = random.nextInt(20) == 0 ? random.nextInt(600_000) : random.nextInt(300);
      String text = "{\"n\":" + written + ",\"t\":\"" + "y".repeat(length) + "\"}";
      records.add(Samples.utf8(text));
      expected.put(written++, text);
    }
    Position before = journal.end(Signal.PROXY);
    assertThat(journal.append(Signal.PROXY, records).join()).isEqualTo(Delivered.DELIVERED);
    List<JournalRecord> added = Samples.readAll(journal, before);
    assertThat(added).hasSize(records.size());
    for (JournalRecord record : added) {
      positions.put(first++, record.position());
    }
  }

  private void purge(Random random) {
    List<Position> doomed = new ArrayList<>();
    for (int number : List.copyOf(expected.keySet())) {
      if (random.nextInt(10) == 0) {
        doomed.add(positions.get(number));
        expected.remove(number);
      }
    }
    assertThat(journal.purge(doomed)).isEqualTo(doomed.size());
  }

  private int readSome(JournalReader reader, Random random, int read) {
    int next = read;
    for (int i = random.nextInt(60); i > 0; i--) {
      JournalRecord record = reader.next();
      var wanted = expected.ceilingEntry(next);
      assertThat(record == null ? null : Samples.text(record.json()))
          .isEqualTo(wanted == null ? null : wanted.getValue());
      next = wanted == null ? written : wanted.getKey() + 1;
    }
    return next;
  }

  private void readFromSomewhere(Random random) {
    if (written > 0) {
      int from = random.nextInt(written);
      assertThat(Samples.texts(Samples.readAll(journal, positions.get(from))))
          .isEqualTo(List.copyOf(expected.tailMap(from).values()));
    }
  }
}
