package dev.cairn.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a folder, down to the last byte. */
final class Tree {
  /** Stands in the files of the folder that are not the lake's. */
  static final String CANARY = "CANARY-IN-A-FILE";

  private Tree() {}

  /** Puts files into a folder that nobody may read, and names one. */
  static Path plantCanary(Path folder) throws IOException {
    Files.writeString(folder.resolve("canary.txt"), CANARY);
    Files.writeString(folder.resolve("canary.json"), "{\"a\":\"" + CANARY + "\"}");
    return Files.writeString(folder.resolve("canary.csv"), "a\n" + CANARY + "\n");
  }

  static String digest(Path folder) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        digest.update(path.toString().getBytes());
        digest.update(Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0]);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static List<String> canaries() {
    return List.of(CANARY, Sample.CANARY);
  }
}
