package dev.cairn.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The machine that is measured on: a scratch folder, the checkout, and what was started, which is
 * ended with it.
 */
final class Machine implements AutoCloseable {
  private final Path checkout;
  private final Path scratch;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  Machine(Path checkout) throws IOException {
    this.checkout = checkout;
    this.scratch = Files.createTempDirectory("cairn-bench");
  }

  Path checkout() {
    return checkout;
  }

  /** A new empty folder. */
  Path folder(String name) throws IOException {
    return Files.createTempDirectory(scratch, name);
  }

  /** Ends it when the measurement ends. */
  <T extends AutoCloseable> T owned(T resource) {
    started.push(resource);
    return resource;
  }

  /** CPU time of a process and its children so far, in milliseconds. */
  static long cpuMillis(ProcessHandle process) {
    long sum = cpuOfOne(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      sum += cpuOfOne(child.pid());
    }
    return sum;
  }

  /**
   * CPU time of those threads of a process that give way to others (nice above 0), in milliseconds:
   * in Cairn, the followers of the journal.
   */
  static long yieldingCpuMillis(ProcessHandle process) throws IOException {
    try (var threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
      return threads
          .map(thread -> fields(thread.resolve("stat")))
          .filter(fields -> fields.length > 16 && Integer.parseInt(fields[16]) > 0)
          .mapToLong(Machine::cpuMillis)
          .sum();
    }
  }

  private static long cpuOfOne(long pid) {
    String[] fields = fields(Path.of("/proc", String.valueOf(pid), "stat"));
    return fields.length == 0 ? 0 : cpuMillis(fields);
  }

  /** The fields of a stat file of proc(5) from the third on; none when it is gone. */
  private static String[] fields(Path file) {
    try {
      String stat = Files.readString(file);
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException gone) {
      return new String[0];
    }
  }

  /** utime and stime, fields 14 and 15 of proc(5), in ticks of 10 ms. */
  private static long cpuMillis(String[] fields) {
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
  }

  /** Resident memory of a process in MiB. */
  static double residentMebibytes(ProcessHandle process) throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return 0;
  }

  /** Bytes of all files below a folder. */
  static long bytes(Path folder) throws IOException {
    long[] sum = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }

  /** Ends what the last measurement started, newest first. */
  void endStarted() throws Exception {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }

  @Override
  public void close() throws Exception {
    endStarted();
    try (var files = Files.walk(scratch)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
