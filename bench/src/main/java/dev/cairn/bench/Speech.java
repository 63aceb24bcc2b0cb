package dev.cairn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What agents and models say in a measurement: pieces of Cairn's own sources, as agents read and
 * write source code most of the time. Ready to stand in a JSON string.
 */
final class Speech {
  private final String sources;

  private Speech(String sources) {
    this.sources = sources;
  }

  static Speech of(Path checkout) throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(checkout)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      for (Path file : java) {
        sources.append(Files.readString(file));
      }
    }
    return new Speech(
        sources
            .toString()
            .replaceAll("[^ -~\n]", " ")
            .replaceAll("[\"\\\\]", "'")
            .replace("\n", "\\n"));
  }

  /** A piece that the seed chooses; of about so many bytes, a line feed is never cut in two. */
  String piece(long seed, int bytes) {
    int start = new SplittableRandom(seed).nextInt(sources.length() - bytes - 2);
    String piece = sources.substring(start, start + bytes);
    return piece.startsWith("n") || piece.endsWith("\\")
        ? " " + piece.substring(1, bytes - 1)
        : piece;
  }
}
