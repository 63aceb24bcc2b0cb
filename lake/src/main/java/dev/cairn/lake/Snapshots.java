package dev.cairn.lake;

/** Which files are the lake now, for whoever reads it. Thread-safe. */
interface Snapshots {
  /** Takes the current list of files and keeps them from being deleted until it is closed. */
  Snapshot lease();
}
