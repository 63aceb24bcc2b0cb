package dev.cairn.journal;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;

/** How a failure of the disk is told. */
final class Storage {
  private Storage() {}

  static CairnException failed(String what, Path file, IOException cause) {
    return new CairnException(
        ErrorCode.STORAGE_FAILED, "cannot " + what + " " + file + ": " + reason(cause), cause);
  }

  /** What the system said, which some exceptions do not repeat in their message. */
  static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
