package dev.cairn.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The one way in which a test says what it needs of the machine. What is absent leaves the test out
 * and prints why; under {@code CAIRN_REQUIRE=all} it fails the test.
 */
public final class Prerequisite {
  private static final Prerequisite HERE = new Prerequisite(System.getenv());

  private final Map<String, String> environment;

  Prerequisite(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The program of this name on the PATH. */
  public static Path program(String name) {
    return HERE.require(HERE.onPath(name), name + " is not on the PATH");
  }

  /** Node.js. */
  public static Path node() {
    return program("node");
  }

  /** nginx. */
  public static Path nginx() {
    return program("nginx");
  }

  /** Claude Code, in the folder that {@code CAIRN_TEST_AGENTS} names, or on the PATH. */
  public static Path claudeCode() {
    return HERE.require(
        HERE.claude(), "Claude Code is neither in CAIRN_TEST_AGENTS nor on the PATH");
  }

  /** Codex, in the folder that {@code CAIRN_TEST_AGENTS} names, or on the PATH. */
  public static Path codex() {
    return HERE.require(HERE.codexAgent(), "Codex is neither in CAIRN_TEST_AGENTS nor on the PATH");
  }

  /** The rights of root, and {@code mount}, to make a small file system. */
  public static void tmpfs() {
    boolean root = "root".equals(System.getProperty("user.name"));
    holds(root && HERE.onPath("mount").isPresent(), "only root can mount a tmpfs");
  }

  /** Anything else that the machine must have; the reason tells what is missing. */
  public static void holds(boolean present, String reason) {
    Object _ = HERE.require(present ? Optional.of(true) : Optional.empty(), reason);
  }

  <T> T require(Optional<T> found, String reason) {
    if (found.isPresent()) {
      return found.get();
    }
    if ("all".equals(environment.get("CAIRN_REQUIRE"))) {
      throw new AssertionFailedError(reason + ", and CAIRN_REQUIRE=all asks for everything");
    }
    System.err.println("test left out: " + reason);
    throw new TestAbortedException(reason);
  }

  Optional<Path> onPath(String name) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Optional<Path> claude() {
    return agent("claude", "@anthropic-ai/claude-code-*/claude");
  }

  Optional<Path> codexAgent() {
    return agent("codex", "@openai/codex-*/vendor/*/bin/codex");
  }

  /** The program itself, in the package of this platform, before the script that would call it. */
  private Optional<Path> agent(String name, String inPackage) {
    String folder = environment.get("CAIRN_TEST_AGENTS");
    if (folder == null) {
      return onPath(name);
    }
    Path modules = Path.of(folder, "node_modules");
    return Stream.concat(
            search(modules, List.of(inPackage.split("/"))),
            Stream.of(modules.resolve(".bin").resolve(name)))
        .filter(Files::isExecutable)
        .findFirst()
        .or(() -> onPath(name));
  }

  private static Stream<Path> search(Path folder, List<String> names) {
    if (names.isEmpty()) {
      return Stream.of(folder);
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names.getFirst())) {
      List<Path> found = Stream.of(entries).flatMap(Prerequisite::sorted).toList();
      return found.stream().flatMap(path -> search(path, names.subList(1, names.size())));
    } catch (IOException absent) {
      return Stream.empty();
    }
  }

  private static Stream<Path> sorted(DirectoryStream<Path> entries) {
    List<Path> paths = new ArrayList<>();
    entries.forEach(paths::add);
    return paths.stream().sorted();
  }
}
