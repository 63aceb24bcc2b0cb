package dev.cairn.trail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one coding agent; the rooms reach it only through this. */
public interface Agent {
  /** Its name in the column {@code agent}: {@code claude-code}, {@code codex}. */
  String name();

  /** The program names that start it: {@code claude}. */
  List<String> commands();

  /** What a request tells of the session it belongs to; empty when this agent did not send it. */
  Optional<Sighting> recognise(Request request);

  /**
   * How to start the agent so that its requests pass the proxy.
   *
   * @param command the program and its arguments as the person typed them
   * @param proxy the address of the proxy: {@code http://127.0.0.1:8787}
   */
  Launch launch(List<String> command, String proxy);

  /**
   * A request as the projector sees it.
   *
   * @param headers names in lower case to their first value, secrets masked
   * @param metadata {@code metadata} and {@code client_metadata} of the body and {@code
   *     prompt_cache_key}, as JSON values; empty when the body has none
   */
  record Request(Map<String, String> headers, Map<String, Object> metadata) {}

  /**
   * What a request tells of its session.
   *
   * @param session the agent's own id of the session, if told
   * @param parentSession the session that started it
   * @param clientVersion the version of the agent
   * @param sidechain whether a sub-agent speaks
   */
  record Sighting(
      @Nullable String session,
      @Nullable String parentSession,
      @Nullable String clientVersion,
      boolean sidechain) {}

  /**
   * How to start an agent.
   *
   * @param command the program and its arguments
   * @param environment variables to add to the child's environment
   */
  record Launch(List<String> command, Map<String, String> environment) {}
}
