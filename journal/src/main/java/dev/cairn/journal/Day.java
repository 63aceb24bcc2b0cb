package dev.cairn.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The file of one UTC day of one signal.
 *
 * @param date the day of writing
 * @param file where it lies
 * @param packed whether it is compressed
 * @param size its uncompressed bytes; for the day that is written to, those when it was opened
 */
record Day(LocalDate date, Path file, boolean packed, long size) {
  static final String PLAIN = ".jsonl";
  static final String PACKED = ".jsonl.zst";

  static Path plainFile(Path folder, LocalDate date) {
    return folder.resolve(date + PLAIN);
  }

  static Path packedFile(Path folder, LocalDate date) {
    return folder.resolve(date + PACKED);
  }

  /** The day that a file name means, where it means one. */
  static Optional<LocalDate> dateOf(Path file) {
    String name = file.getFileName().toString();
    String suffix = name.endsWith(PACKED) ? PACKED : PLAIN;
    if (!name.endsWith(suffix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(name.substring(0, name.length() - suffix.length())));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // a file of somebody else
    }
  }

  static boolean isPacked(Path file) {
    return file.getFileName().toString().endsWith(PACKED);
  }

  /** Opens the uncompressed bytes. */
  DayBytes open() throws IOException {
    return packed ? new PackedBytes(file) : new PlainBytes(file);
  }
}
