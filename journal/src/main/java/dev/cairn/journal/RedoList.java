package dev.cairn.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a purge is about to overwrite, one line each, made durable before the first byte is: a crash
 * half-way is finished from it.
 *
 * @param file where it lies while a purge runs
 */
record RedoList(Path file) {
  void write(List<Stub> stubs) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Stub stub : stubs) {
      text.append(stub.signal().folder()).append(' ').append(stub.date()).append(' ');
      text.append(stub.offset()).append(' ').append(stub.length()).append('\n');
    }
    DurableFiles.write(file, text.toString().getBytes(US_ASCII));
  }

  /** What a crash left to do; empty where no purge was cut short. */
  List<Stub> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Stub> stubs = new ArrayList<>();
    for (String line : Files.readAllLines(file, US_ASCII)) {
      stubs.add(stub(line.split(" ")));
    }
    return stubs;
  }

  private Stub stub(String[] fields) throws IOException {
    try {
      return new Stub(
          Signal.named(fields[0]).orElseThrow(),
          LocalDate.parse(fields[1]),
          Long.parseLong(fields[2]),
          Integer.parseInt(fields[3]));
    } catch (RuntimeException e) {
      throw new IOException(file + " must have lines of signal, date, offset, length", e);
    }
  }

  void remove() throws IOException {
    DurableFiles.delete(file);
  }
}
