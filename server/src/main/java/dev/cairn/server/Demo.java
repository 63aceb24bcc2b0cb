package dev.cairn.server;

import dev.cairn.http.EventLoops;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.HostPort;
import dev.cairn.sources.proxy.Upstream;
import dev.cairn.testing.DemoAgents;
import dev.cairn.testing.ScriptedModel;
import dev.cairn.testing.Scripts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server before a scripted model, with sample sessions, in a folder of its own: what a person
 * recorded is not touched. It begins anew each time.
 */
public final class Demo implements Component {
  /** The folder inside of the data folder that a demo has for itself. */
  public static final String FOLDER = "demo";

  private static final Duration CATCH_UP = Duration.ofSeconds(20);

  private final Path home;
  private final EventLoops loops = new EventLoops();
  private final ScriptedModel model =
      new ScriptedModel(loops, new HostPort("127.0.0.1", 0), Scripts.demo());
  private @Nullable CairnServer server;

  /**
   * @param home the data folder of the person
   */
  public Demo(Path home) {
    this.home = home.resolve(FOLDER);
  }

  @Override
  public void start() {
    begin();
    model.start();
    Configuration.Loaded loaded = Configuration.load(home, new ConfigLocation.Default(), Map.of());
    Configuration configuration =
        loaded
            .configuration()
            .orElseThrow()
            .before(Upstream.ofEverything("demo", URI.create(model.baseUrl())));
    CairnServer started = CairnServer.full(configuration, () -> loaded);
    server = started;
    started.start();
  }

  /** Removes what the last demo left, unless it still runs. */
  private void begin() {
    try {
      Files.createDirectories(home);
      try (FolderLock lock = new FolderLock(home)) {
        lock.start();
      }
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new CairnException(
          ErrorCode.STORAGE_FAILED, "cannot empty the demo's folder " + home + ": " + e, e);
    }
  }

  /** The server; only once started. */
  public CairnServer server() {
    CairnServer started = server;
    if (started == null) {
      throw new IllegalStateException("the demo has not started");
    }
    return started;
  }

  /** Plays the sample sessions and gives the lines that tell a person where to look. */
  public List<String> play() throws InterruptedException {
    String proxy = "http://" + server().proxyAddress().orElseThrow();
    int sessions = new DemoAgents(proxy, Long.toHexString(System.nanoTime())).play();
    server().awaitCaughtUp(CATCH_UP);
    return List.of(
        "",
        sessions + " sample sessions were recorded. Ask about them in another terminal:",
        "",
        "  ./cairn query sql \"select model, count(*), sum(output_tokens) from messages group by 1\"",
        "  ./cairn query proxy            the exchanges with the model",
        "  ./cairn query sql \"select agent, title, message_count, tool_call_count from sessions\"",
        "  ./cairn tail                   what is being recorded, live",
        "  ./cairn status                 what runs",
        "",
        "Ctrl-C ends the demo.");
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    model.close();
    loops.close();
  }
}
