package dev.cairn.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The agents of the demo: they hold the sessions that {@link Scripts#demo()} answers, through a
 * proxy, with the headers of the real agents. Says nothing; a session that fails is given up.
 */
public final class DemoAgents {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int WHOLE_SECONDS = 20;
  private static final int ATTEMPTS = 3;
  private static final int RETRY_MILLIS = 50;
  private static final int LARGEST_REPLY = 1 << 20;

  private final String proxy;
  private final String seed;

  /**
   * @param proxy {@code http://host:port} of the proxy
   * @param seed makes the ids of the sessions; a new one for each playing makes new sessions
   */
  public DemoAgents(String proxy, String seed) {
    this.proxy = proxy;
    this.seed = seed;
  }

  /** Plays all sessions side by side; how many came to their end. */
  public int play() throws InterruptedException {
    try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> playing =
          DemoSessions.all().stream().map(each -> agents.submit(() -> play(each))).toList();
      int complete = 0;
      for (Future<Boolean> session : playing) {
        complete += isComplete(session) ? 1 : 0;
      }
      agents.shutdownNow();
      return complete;
    }
  }

  private static boolean isComplete(Future<Boolean> session) throws InterruptedException {
    try {
      return session.get(WHOLE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException givenUp) {
      return false;
    }
  }

  private boolean play(DemoSession session) throws IOException, InterruptedException {
    DemoClient client = DemoClient.of(session, session.id(seed));
    tellFolder(session);
    for (DemoSession.Prompt prompt : session.prompts()) {
      client.says(prompt.words());
      for (DemoSession.Exchange exchange : prompt.exchanges()) {
        List<DemoClient.Wanted> wanted = client.hears(ask(client));
        for (int i = 0; i < Math.min(wanted.size(), exchange.results().size()); i++) {
          client.got(wanted.get(i), exchange.results().get(i));
        }
      }
    }
    return true;
  }

  /** As the hook of Claude Code does; a proxy that does not know it is none the worse. */
  private void tellFolder(DemoSession session) throws IOException {
    if (!session.folder().isEmpty()) {
      String body =
          Json.text(
              Json.object(
                  "session_id", session.id(seed),
                  "cwd", session.folder(),
                  "git_branch", session.branch()));
      HttpURLConnection told = post("/_collectivus/session-context", Map.of(), body);
      told.getResponseCode();
      told.disconnect();
    }
  }

  private String ask(DemoClient client) throws IOException, InterruptedException {
    String request = client.request();
    for (int attempt = 1; true; attempt++) {
      HttpURLConnection connection = post(client.path(), client.headers(), request);
      if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
        try (InputStream in = connection.getInputStream()) {
          return new String(in.readNBytes(LARGEST_REPLY), StandardCharsets.UTF_8);
        }
      }
      connection.disconnect();
      if (attempt == ATTEMPTS) {
        throw new IOException(client.path() + " answered " + connection.getResponseCode());
      }
      // An agent waits a little before it tries again.
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private HttpURLConnection post(String path, Map<String, String> headers, String body)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(proxy + path).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setDoOutput(true);
    connection.setRequestProperty("content-type", "application/json");
    headers.forEach(connection::setRequestProperty);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return connection;
  }
}
