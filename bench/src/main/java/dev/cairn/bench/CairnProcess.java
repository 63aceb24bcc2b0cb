package dev.cairn.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Cairn of its own, started by the launcher as a person would. */
final class CairnProcess implements AutoCloseable {
  private final Process process;
  private final Path home;
  private final JsonNode addresses;
  private final long readyMillis;

  private CairnProcess(Process process, Path home, JsonNode addresses, long readyMillis) {
    this.process = process;
    this.home = home;
    this.addresses = addresses;
    this.readyMillis = readyMillis;
  }

  /** Starts Cairn before an upstream on this machine, with options for its JVM. */
  static CairnProcess start(Machine machine, int upstream, String jvmOptions) throws IOException {
    Path home = machine.folder("home");
    Path configuration = home.resolve("cairn.json");
    Files.writeString(
        configuration,
        """
        {"version": 1, "sink": {"type": "file", "dir": "%s/recordings"}, "http": {"listen": "127.0.0.1:0"},
         "proxy": {"listen": "127.0.0.1:0", "upstreams": [
           {"name": "bench", "base_url": "http://127.0.0.1:%d", "match": {"path_prefix": "/"}}]}}\
        """
            .formatted(home, upstream));
    long start = System.nanoTime();
    ProcessBuilder command =
        new ProcessBuilder(
                machine.checkout().resolve("cairn").toString(),
                "up",
                "--config",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out.log").toFile());
    command.environment().put("CAIRN_HOME", home.toString());
    command.environment().put("CAIRN_JAVA_OPTIONS", jvmOptions);
    Process process = command.start();
    JsonNode addresses = await(process, home);
    long ready = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return machine.owned(new CairnProcess(process, home, addresses, ready));
  }

  private static JsonNode await(Process process, Path home) throws IOException {
    Path file = home.resolve("server.json");
    while (process.isAlive()) {
      if (Files.exists(file)) {
        JsonNode server = JsonMapper.shared().readTree(Files.readAllBytes(file));
        if (status(server, "/readyz") == 200) {
          return server;
        }
      }
      Pause.millis(5);
    }
    throw new IOException("cairn ended: " + Files.readString(home.resolve("out.log")));
  }

  private static int status(JsonNode server, String path) {
    try {
      return open(server, path).getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static HttpURLConnection open(JsonNode server, String path) throws IOException {
    return (HttpURLConnection)
        URI.create("http://" + server.path("http").asString() + path).toURL().openConnection();
  }

  int proxyPort() {
    String proxy = addresses.path("proxy").asString();
    return Integer.parseInt(proxy.substring(proxy.lastIndexOf(':') + 1));
  }

  long readyMillis() {
    return readyMillis;
  }

  Path home() {
    return home;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** The facts that {@code /api/status} tells of a part. */
  JsonNode part(String name) throws IOException {
    byte[] status = open(addresses, "/api/status").getInputStream().readAllBytes();
    for (JsonNode part : JsonMapper.shared().readTree(status).path("parts")) {
      if (part.path("part").asString().equals(name)) {
        return part.path("facts");
      }
    }
    throw new IOException("the status has no part " + name);
  }

  /** Posts without a body and waits for the whole answer. */
  void post(String path) throws IOException {
    HttpURLConnection connection = open(addresses, path);
    connection.setRequestMethod("POST");
    connection.getInputStream().readAllBytes();
  }

  /** The first cell of the answer to a question. */
  JsonNode ask(String sql) throws IOException {
    HttpURLConnection connection = open(addresses, "/api/query");
    connection.setDoOutput(true);
    byte[] body =
        JsonMapper.shared()
            .writeValueAsString(java.util.Map.of("sql", sql))
            .getBytes(StandardCharsets.UTF_8);
    connection.setRequestProperty("content-type", "application/json");
    connection.getOutputStream().write(body);
    if (connection.getResponseCode() != 200) {
      throw new IOException(
          new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    List<String> lines =
        new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    JsonNode row = JsonMapper.shared().readTree(lines.get(1));
    if (!row.isArray()) {
      throw new IOException(lines.get(1));
    }
    return row.path(0);
  }

  /** Waits until a question gives this number; the time it took in milliseconds, or -1. */
  long await(String sql, long expected, long seconds) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
      if (ask(sql).asLong() == expected) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      }
      Pause.millis(5);
    }
    return -1;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
