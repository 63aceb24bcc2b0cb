package dev.cairn.journal;

import org.jspecify.annotations.Nullable;

/** What makes bytes a record. */
final class Records {
  private Records() {}

  /** Why bytes cannot be a record, or null. */
  static @Nullable String problem(byte[] record) {
    if (record.length == 0 || record[0] != '{') {
      return "a record must be a JSON object, had "
          + record.length
          + " bytes that do not begin with {";
    }
    int feed = LineFeeds.indexOf(record, 0, record.length);
    if (feed >= 0) {
      return "a record must be one line, had a line feed at byte " + feed;
    }
    if (Stub.stands(record, 0, record.length)) {
      return "a record must not be of kind purged, which the journal writes itself";
    }
    return null;
  }
}
