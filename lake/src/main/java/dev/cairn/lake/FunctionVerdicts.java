package dev.cairn.lake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Which functions of the engine a question may call: the reviewed list of functions.txt. */
final class FunctionVerdicts {
  private final Set<String> allowed = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> refusedPrefixes = new HashSet<>();

  private FunctionVerdicts() {}

  /** Reads the list. */
  static FunctionVerdicts read() {
    FunctionVerdicts verdicts = new FunctionVerdicts();
    InputStream file =
        Objects.requireNonNull(FunctionVerdicts.class.getResourceAsStream("functions.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(verdicts::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return verdicts;
  }

  private void add(String line) {
    String[] words = line.split(" ");
    for (int i = 1; i < words.length; i++) {
      String name = Names.lower(words[i]);
      switch (words[0]) {
        case "allow" -> allowed.add(name);
        case "table" -> tables.add(name);
        case "refuse" -> refuse(name);
        default -> throw new IllegalStateException("functions.txt: no verdict in: " + line);
      }
    }
  }

  private void refuse(String name) {
    if (name.endsWith("_*")) {
      refusedPrefixes.add(name.substring(0, name.length() - 1));
    } else {
      refused.add(name);
    }
  }

  /** Whether it may be called where a value stands. */
  boolean allows(String name) {
    return allowed.contains(Names.lower(name));
  }

  /** Whether it may be called where a table stands. */
  boolean allowsAsTable(String name) {
    return tables.contains(Names.lower(name));
  }

  /** Whether somebody decided about it; those that nobody knows are not allowed. */
  boolean knows(String name) {
    String lower = Names.lower(name);
    return allowed.contains(lower)
        || tables.contains(lower)
        || refused.contains(lower)
        || refusedPrefixes.stream().anyMatch(lower::startsWith);
  }

  Set<String> allowed() {
    return Set.copyOf(allowed);
  }
}
