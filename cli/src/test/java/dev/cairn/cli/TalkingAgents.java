package dev.cairn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Agents that talk without end, each in a session of its own whose history grows: most stream and
 * call a tool now and then, some send large bodies, some talk over a WebSocket.
 */
final class TalkingAgents implements AutoCloseable {
  private static final int STREAMING = 8;
  private static final int LARGE = 1;
  private static final int SOCKETS = 2;
  private static final int LARGE_BODY = 1_500_000;
  private static final long LARGE_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> agents = new ArrayList<>();
  private final String proxy;

  /**
   * @param proxy the address they are given
   * @param round part of the name of every session
   */
  TalkingAgents(String proxy, int round) {
    this.proxy = proxy;
    for (int i = 0; i < STREAMING; i++) {
      start("talk-" + round + "-" + i, this::talk);
    }
    for (int i = 0; i < LARGE; i++) {
      start("large-" + round + "-" + i, this::sendLargeBodies);
    }
    for (int i = 0; i < SOCKETS; i++) {
      start("socket-" + round + "-" + i, session -> SocketAgent.talk(proxy, session, stopped));
    }
  }

  /** What one agent does until it is stopped or its proxy dies. */
  private interface Talk {
    void go(String session) throws IOException;
  }

  private void start(String session, Talk talk) {
    agents.add(
        Thread.ofVirtual()
            .start(() -> {
              try {
                talk.go(session);
              } catch (IOException killed) {
                stopped.set(true);
              }
            }));
  }

  private void talk(String session) throws IOException {
    List<Object> history = new ArrayList<>();
    for (int turn = 0; !stopped.get(); turn++) {
      history.add(message("user", "Question " + turn + " of " + session));
      List<Map<String, Object>> reply = ask(session, history, true);
      history.add(message("assistant", reply));
      for (Map<String, Object> block : reply) {
        if (block.get("type").equals("tool_use")) {
          history.add(message("user", List.of(result(block, turn))));
          history.add(message("assistant", ask(session, history, true)));
        }
      }
    }
  }

  private static Map<String, Object> result(Map<String, Object> call, int turn) {
    return Map.of(
        "type", "tool_result", "tool_use_id", call.get("id"), "content", "result " + turn);
  }

  /** Bodies that do not compress, so that they weigh in the journal as much as on the wire. */
  private void sendLargeBodies(String session) throws IOException {
    Random random = new Random(session.hashCode());
    for (int turn = 0; !stopped.get(); turn++) {
      StringBuilder words = new StringBuilder("Large " + turn + " of " + session + ": ");
      while (words.length() < LARGE_BODY) {
        words.append(Long.toString(random.nextLong(), 36)).append(" ü ");
      }
      var _ = ask(session, List.of(message("user", words.toString())), false);
      LockSupport.parkNanos(LARGE_PAUSE);
    }
  }

  private static Map<String, Object> message(String role, Object content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  private List<Map<String, Object>> ask(String session, List<Object> messages, boolean stream)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", "claude-opus-5-5");
    body.put("max_tokens", 99);
    body.put("stream", stream);
    body.put("messages", messages);
    body.put("tools", List.of(Map.of("name", "Bash", "input_schema", Map.of("type", "object"))));
    String answer =
        Wire.post(proxy + "/v1/messages", session, JsonMapper.shared().writeValueAsString(body));
    return stream ? MessagesReply.of(answer) : blocks(answer);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> blocks(String answer) {
    JsonNode content = JsonMapper.shared().readTree(answer).path("content");
    return JsonMapper.shared().convertValue(content, List.class);
  }

  @Override
  public String toString() {
    return agents.size() + " agents";
  }

  @Override
  public void close() throws InterruptedException {
    stopped.set(true);
    for (Thread agent : agents) {
      agent.join();
    }
  }
}
