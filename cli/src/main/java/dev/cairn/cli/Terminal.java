package dev.cairn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a command writes to.
 *
 * @param out standard output
 * @param err standard error
 * @param columns the width of the terminal; empty when standard output is not one
 * @param colours whether colours are wanted
 * @param environment the environment of the process
 */
record Terminal(
    OutputStream out,
    OutputStream err,
    OptionalInt columns,
    boolean colours,
    Map<String, String> environment) {

  /** Where the launcher says how wide the terminal is; absent when there is none. */
  private static final String COLUMNS = "cairn.columns";

  /** The streams of this process. */
  static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    int width = Integer.getInteger(COLUMNS, 0);
    boolean terminal = width > 0;
    boolean plain = environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"));
    return new Terminal(
        new PipeOutput(new FileOutputStream(FileDescriptor.out)),
        new FileOutputStream(FileDescriptor.err),
        terminal ? OptionalInt.of(width) : OptionalInt.empty(),
        terminal && !plain,
        environment);
  }

  /** Whether a person looks at standard output. */
  boolean isTerminal() {
    return columns.isPresent();
  }
}
