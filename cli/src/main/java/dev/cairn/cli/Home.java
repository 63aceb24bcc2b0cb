package dev.cairn.cli;

import dev.cairn.server.Configuration;
import dev.cairn.server.Demo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that holds everything of one installation.
 *
 * @param folder {@code $CAIRN_HOME}, by default {@code ~/.cairn}
 */
record Home(Path folder) {
  static Home of(Map<String, String> environment) {
    return new Home(Configuration.home(environment).toAbsolutePath().normalize());
  }

  /**
   * The server that runs on this folder.
   *
   * @param process its process id
   * @param http where it answers
   * @param proxy where agents reach it; null when the proxy is off
   */
  record Running(long process, URI http, @Nullable String proxy) {}

  /** The server that runs here, else the demo that does, or null when none does. */
  @Nullable Running running() {
    Running server = running(folder);
    return server != null ? server : running(folder.resolve(Demo.FOLDER));
  }

  private static @Nullable Running running(Path at) {
    try {
      JsonNode server = JsonMapper.shared().readTree(Files.readAllBytes(at.resolve("server.json")));
      long process = server.path("pid").asLong(-1);
      if (process < 0 || ProcessHandle.of(process).isEmpty()) {
        return null;
      }
      String proxy = server.path("proxy").asString("");
      return new Running(
          process,
          URI.create("http://" + server.path("http").asString("")),
          proxy.isEmpty() ? null : proxy);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return null;
    }
  }
}
