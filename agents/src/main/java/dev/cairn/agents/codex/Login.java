package dev.cairn.agents.codex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How the person has logged in to Codex, which decides where its requests must arrive. */
enum Login {
  /** With a key, or not at all: requests go to OpenAI's API. */
  API_KEY("/v1"),
  /** With a ChatGPT plan, whose tokens only ChatGPT's own backend takes. */
  CHATGPT("/backend-api/codex");

  /** The kind of login only; the file's secrets are neither kept nor looked at. */
  private static final Pattern BY_CHATGPT =
      Pattern.compile("\"auth_mode\"\\s*:\\s*\"chatgpt[a-z_-]*\"", Pattern.CASE_INSENSITIVE);

  private static final long LARGEST_FILE = 1 << 20;

  private final String base;

  Login(String base) {
    this.base = base;
  }

  /** The path under which the provider serves {@code responses}. */
  String base() {
    return base;
  }

  /**
   * Reads how the person is logged in.
   *
   * @param home the folder in which Codex keeps its things
   */
  static Login of(Path home) {
    Path file = home.resolve("auth.json");
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        return API_KEY;
      }
      return BY_CHATGPT.matcher(Files.readString(file)).find() ? CHATGPT : API_KEY;
    } catch (IOException unreadable) {
      return API_KEY;
    }
  }
}
