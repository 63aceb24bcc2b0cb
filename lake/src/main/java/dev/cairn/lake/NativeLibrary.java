package dev.cairn.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of 72 MB into which DuckDB's driver unpacks its library at each start. On Linux a mapped
 * file needs no name, so it is unlinked once it is loaded and not even a killed process leaves it.
 */
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final Path MAPS = Path.of("/proc/self/maps");

  private NativeLibrary() {}

  /** Unlinks what this process has loaded, if it was unpacked into the folder for temporaries. */
  static void removeExtracted() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      for (Path library : loadedFrom(folder)) {
        Files.deleteIfExists(library);
      }
    } catch (IOException failure) {
      LOG.debug("the unpacked library stays until the process ends: {}", failure.toString());
    }
  }

  private static List<Path> loadedFrom(Path folder) throws IOException {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    String start = folder.resolve("libduckdb_java").toString();
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.contains(start) && line.endsWith(".so"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .distinct()
          .toList();
    }
  }
}
