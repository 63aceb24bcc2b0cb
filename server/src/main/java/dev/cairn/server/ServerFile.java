package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code server.json} in a data folder says of the server that runs on it.
 *
 * @param pid its process
 * @param http where it answers
 * @param proxy where it takes an agent's requests, when it does
 * @param started when it began to serve
 * @param version of the program
 */
public record ServerFile(
    long pid, HostPort http, Optional<HostPort> proxy, Instant started, String version) {

  private static final String NAME = "server.json";

  private static Path in(Path home) {
    return home.resolve(NAME);
  }

  /** Reads it; empty when there is none, it makes no sense, or nobody holds the folder. */
  public static Optional<ServerFile> running(Path home) {
    return read(home).filter(_ -> FolderLock.isHeld(home));
  }

  /** Reads it; empty when there is none or it makes no sense. */
  static Optional<ServerFile> read(Path home) {
    try {
      JsonNode json = JsonMapper.shared().readTree(Files.readString(in(home)));
      return HostPort.parse(json.path("http").asString(""))
          .map(http ->
              new ServerFile(
                  json.path("pid").asLong(0),
                  http,
                  HostPort.parse(json.path("proxy").asString("")),
                  Instant.parse(json.path("started").asString("")),
                  json.path("version").asString("")));
    } catch (IOException | JacksonException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Writes it as a whole. */
  void write(Path home) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pid", pid);
    tree.put("http", http.toString());
    proxy.ifPresent(address -> tree.put("proxy", address.toString()));
    tree.put("started", started.toString());
    tree.put("version", version);
    PrivateFiles.replace(home, NAME, ConfigJson.pretty(tree) + "\n");
  }

  /** Removes it. */
  static void remove(Path home) {
    try {
      Files.deleteIfExists(in(home));
    } catch (IOException e) {
      throw new CairnException(ErrorCode.STORAGE_FAILED, "cannot remove " + in(home) + ": " + e, e);
    }
  }
}
