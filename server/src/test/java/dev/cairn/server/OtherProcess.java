package dev.cairn.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A process of its own that takes the lock of a data folder. */
final class OtherProcess implements AutoCloseable {
  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /** What a process of its own says when it tries to take the lock. */
  static String locks(Path home) throws IOException {
    try (OtherProcess other = started(home)) {
      return other.line();
    }
  }

  /** A process that holds the lock until it is closed. */
  static OtherProcess holding(Path home) throws IOException {
    OtherProcess other = started(home);
    String line = other.line();
    if (!line.equals("locked")) {
      other.close();
      throw new IOException(line);
    }
    return other;
  }

  private static OtherProcess started(Path home) throws IOException {
    return new OtherProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private String line() throws IOException {
    BufferedReader reader = process.inputReader();
    String line = reader.readLine();
    return line == null ? "the process ended" : line;
  }

  long pid() {
    return process.pid();
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Takes the lock, says how it went, and waits to be killed. */
  public static void main(String[] arguments) throws IOException {
    try {
      new FolderLock(Path.of(arguments[0])).start();
      System.out.println("locked");
    } catch (RuntimeException refused) {
      System.out.println(refused.getMessage());
    }
    try (InputStream in = System.in) {
      in.transferTo(System.out);
    }
  }
}
