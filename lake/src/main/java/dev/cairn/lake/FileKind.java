package dev.cairn.lake;

import java.nio.file.Path;

/** How a file of a table came to be; its name tells. */
enum FileKind {
  /** By a commit of micro-files. */
  COMMITTED("commit-"),
  /** By merging files of a day that goes on. */
  MERGED("merge-"),
  /** By sorting a whole day. */
  SORTED("day-");

  private final String prefix;

  FileKind(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** The kind that a file's name tells. */
  static FileKind of(Path file) {
    String name = file.getFileName().toString();
    for (FileKind kind : values()) {
      if (name.startsWith(kind.prefix)) {
        return kind;
      }
    }
    return COMMITTED;
  }
}
