package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The size budget: files of at most 500 lines, methods of at most 50, half of the files under 100.
 */
class SizeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern METHOD =
      Pattern.compile(
          "^  (?:  )?(?!return|if|for|while|try|switch|do|synchronized)"
              + "(?! )(?!.*\\b(?:class|interface|record|enum|new)\\b).*[)\\w>] \\{$");

  @Test
  void files_staySmall() throws IOException {
    List<Long> sizes = new ArrayList<>();
    for (Path file : sources()) {
      long lines = lines(file).size();
      assertThat(lines).as("lines of %s", file).isLessThanOrEqualTo(500);
      sizes.add(lines);
    }
    sizes.sort(null);
    assertThat(sizes.get(sizes.size() / 2)).as("the median of all files").isLessThanOrEqualTo(100);
    assertThat(sizes.get(sizes.size() * 9 / 10)).as("nine in ten files").isLessThanOrEqualTo(300);
  }

  @Test
  void methods_staySmall() throws IOException {
    for (Path file : sources()) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (METHOD.matcher(lines.get(i)).matches() && !isRecordHeader(lines, i)) {
          assertThat(length(lines, i)).as("%s:%d", file, i + 1).isLessThanOrEqualTo(50);
        }
      }
    }
  }

  /** Whether the line ends a list of components that was begun above it. */
  private static boolean isRecordHeader(List<String> lines, int end) {
    int start = end;
    while (start > 0 && !lines.get(start).contains("(")) {
      start--;
    }
    return lines.get(start).contains("record ");
  }

  /** Lines from a method's last line of signature to its closing brace at the same depth. */
  private static int length(List<String> lines, int start) {
    String line = lines.get(start);
    String close = line.substring(0, line.length() - line.stripLeading().length()) + "}";
    for (int i = start; i < lines.size(); i++) {
      if (lines.get(i).equals(close)) {
        return i - start + 1;
      }
    }
    return 0;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/"))
          .toList();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }
}
