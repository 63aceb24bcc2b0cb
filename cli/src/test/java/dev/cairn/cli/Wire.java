package dev.cairn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as an agent sends them. */
final class Wire {
  private Wire() {}

  /** Posts a body as Claude Code would and gives the whole answer. */
  static String post(String url, String session, String body) throws IOException {
    try (InputStream answer = open(url, session, body)) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Posts a body and gives the answer as it comes. */
  static InputStream open(String url, String session, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("content-type", "application/json");
    connection.setRequestProperty("user-agent", "claude-cli/2.1.328 (external, cli)");
    connection.setRequestProperty("x-claude-code-session-id", session);
    connection.setRequestProperty("x-api-key", "sk-ant-made-up-for-a-test");
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return connection.getInputStream();
  }

  /** A request for a stream with one message of a person. */
  static String asking(String words) {
    return """
    {"model": "claude-opus-5-5", "max_tokens": 99, "stream": true,
     "messages": [{"role": "user", "content": "%s"}]}\
    """
        .formatted(words);
  }
}
