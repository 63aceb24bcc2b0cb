package dev.cairn.model;

/** What a column holds and which Java type carries it in a {@link Row}. */
public enum ColumnType {
  /** A {@link String}. */
  TEXT,
  /** A {@link String} that is JSON. */
  JSON,
  /** A {@link Long}. */
  LONG,
  /** A {@link Double}. */
  DOUBLE,
  /** A {@link Boolean}. */
  BOOLEAN,
  /** A {@link Long}: microseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP
}
