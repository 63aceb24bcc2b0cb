package dev.cairn.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Signal;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Records to write, and what is read of them. */
final class Samples {
  private Samples() {}

  /** {@code {"n":1}}. */
  static byte[] record(int number) {
    return utf8("{\"n\":" + number + "}");
  }

  static List<byte[]> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(Samples::record).toList();
  }

  static List<String> texts(int from, int to) {
    return records(from, to).stream().map(Samples::text).toList();
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** A record of exactly so many bytes. */
  static byte[] large(int bytes) {
    byte[] record = new byte[bytes];
    Arrays.fill(record, (byte) 'x');
    byte[] head = utf8("{\"text\":\"");
    System.arraycopy(head, 0, record, 0, head.length);
    record[bytes - 2] = '"';
    record[bytes - 1] = '}';
    return record;
  }

  static Outcome append(Journal journal, byte[]... records) {
    return journal.append(Signal.PROXY, List.of(records)).join();
  }

  static Outcome append(Journal journal, int from, int to) {
    return journal.append(Signal.PROXY, records(from, to)).join();
  }

  static List<JournalRecord> readAll(Journal journal, Position from) {
    try (JournalReader reader = journal.read(from)) {
      return readAll(reader);
    }
  }

  static List<JournalRecord> readAll(JournalReader reader) {
    List<JournalRecord> records = new ArrayList<>();
    for (JournalRecord record; (record = reader.next()) != null; ) {
      records.add(record);
    }
    return records;
  }

  static List<String> texts(Journal journal) {
    return texts(readAll(journal, journal.start(Signal.PROXY)));
  }

  static List<String> texts(List<JournalRecord> records) {
    return records.stream().map(record -> text(record.json())).toList();
  }
}
