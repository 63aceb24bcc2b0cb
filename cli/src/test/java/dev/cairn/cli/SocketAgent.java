package dev.cairn.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the model as Codex does: over one WebSocket, each request going on from the last. */
final class SocketAgent implements WebSocket.Listener {
  private static final String END = "";

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();

  private SocketAgent() {}

  /** Talks until it is told to stop or the connection breaks. */
  static void talk(String proxy, String session, AtomicBoolean stopped) throws IOException {
    SocketAgent agent = new SocketAgent();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .header("originator", "codex_exec")
              .header("session-id", session)
              .header("thread-id", session)
              .buildAsync(URI.create(proxy.replace("http", "ws") + "/v1/responses"), agent)
              .join();
      try {
        agent.talk(socket, session, stopped);
      } finally {
        socket.abort();
        client.shutdownNow();
      }
    } catch (CompletionException broken) {
      throw new IOException("the connection broke", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void talk(WebSocket socket, String session, AtomicBoolean stopped)
      throws IOException, InterruptedException {
    String previous = "";
    for (int turn = 0; !stopped.get(); turn++) {
      socket.sendText(request("Question " + turn + " of " + session, previous), true).join();
      previous = completed();
    }
  }

  private static String request(String words, String previous) {
    String goesOn = previous.isEmpty() ? "" : "\"previous_response_id\": \"" + previous + "\", ";
    return """
    {"type": "response.create", "model": "gpt-5.2-codex", "stream": true, %s"input": [{"type": \
    "message", "role": "user", "content": [{"type": "input_text", "text": "%s"}]}]}\
    """
        .formatted(goesOn, words);
  }

  /** Reads to the end of a response and gives its id. */
  private String completed() throws IOException, InterruptedException {
    for (String text = messages.poll(30, TimeUnit.SECONDS);
        text != null && !text.equals(END);
        text = messages.poll(30, TimeUnit.SECONDS)) {
      JsonNode event = JsonMapper.shared().readTree(text);
      if (event.path("type").asString("").equals("response.completed")) {
        return event.path("response").path("id").asString("");
      }
    }
    throw new IOException("the response was cut");
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(part.toString());
      part.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    messages.add(END);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    messages.add(END);
  }
}
