package dev.cairn.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The record of a purge, by which everything behind the journal applies it too. */
final class PurgeRecord {
  /** A larger purge is several records. */
  private static final int MOST_POSITIONS = 10_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private PurgeRecord() {}

  static List<byte[]> of(String gateway, UUID journal, Instant now, List<Stub> stubs) {
    List<byte[]> records = new ArrayList<>();
    for (int from = 0; from < stubs.size(); from += MOST_POSITIONS) {
      int to = Math.min(stubs.size(), from + MOST_POSITIONS);
      records.add(json(gateway, journal, now, stubs.subList(from, to)).getBytes(UTF_8));
    }
    return records;
  }

  /** Every text in it is of letters, digits and {@code ._+@-}, so nothing needs escaping. */
  private static String json(String gateway, UUID journal, Instant now, List<Stub> stubs) {
    StringBuilder json = new StringBuilder("{\"kind\":\"purge\",\"ts\":\"");
    TIME.formatTo(now, json);
    json.append("\",\"positions\":[");
    String separator = "";
    for (Stub stub : stubs) {
      json.append(separator).append("{\"gateway\":\"").append(gateway);
      json.append("\",\"journal\":\"").append(journal);
      json.append("\",\"signal\":\"").append(stub.signal().folder());
      json.append("\",\"date\":\"").append(stub.date());
      json.append("\",\"offset\":").append(stub.offset()).append('}');
      separator = ",";
    }
    return json.append("]}").toString();
  }
}
