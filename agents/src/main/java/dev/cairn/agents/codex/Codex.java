package dev.cairn.agents.codex;

import dev.cairn.trail.Agent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codex, known by its originator and the headers with which it names its threads. */
public final class Codex implements Agent {
  private static final String TURN = "x-codex-turn-metadata";

  private final Path home;

  /** The Codex of the person who runs this. */
  public Codex() {
    this(Path.of(System.getProperty("user.home", "."), ".codex"));
  }

  /**
   * @param home the folder in which Codex keeps its things
   */
  Codex(Path home) {
    this.home = home;
  }

  @Override
  public String name() {
    return "codex";
  }

  @Override
  public List<String> commands() {
    return List.of("codex");
  }

  @Override
  public Optional<Sighting> recognise(Request request) {
    Map<String, String> headers = request.headers();
    boolean codex =
        isCodex(headers.get("originator"))
            || isCodex(headers.get("user-agent"))
            || headers.containsKey(TURN);
    return codex ? Optional.of(sighting(request)) : Optional.empty();
  }

  private static boolean isCodex(@Nullable String name) {
    return name != null && name.toLowerCase(Locale.ROOT).startsWith("codex");
  }

  /** A sub-agent is a thread of its own within the session of the thread that started it. */
  private static Sighting sighting(Request request) {
    String root = told(request, "session-id", "session_id");
    String thread = told(request, "thread-id", "thread_id");
    if (root == null && request.metadata().get("prompt_cache_key") instanceof String key) {
      root = key;
    }
    boolean apart = root != null && thread != null && !thread.equals(root);
    return new Sighting(
        thread != null ? thread : root, apart ? root : null, version(request.headers()), apart);
  }

  /** From a header of its own, from the turn's metadata in a header, or from the body. */
  private static @Nullable String told(Request request, String header, String key) {
    String own = request.headers().get(header);
    if (own != null && !own.isBlank()) {
      return own;
    }
    String ofTurn = TurnMetadata.text(request.headers().get(TURN), key);
    if (ofTurn != null) {
      return ofTurn;
    }
    return request.metadata().get("client_metadata") instanceof Map<?, ?> metadata
            && metadata.get(key) instanceof String text
            && !text.isBlank()
        ? text
        : null;
  }

  /** The user agent begins with name and version: {@code codex_exec/0.169.0 (...)}. */
  private static @Nullable String version(Map<String, String> headers) {
    String userAgent = headers.getOrDefault("user-agent", "");
    int slash = userAgent.indexOf('/');
    if (slash < 0 || !isCodex(userAgent)) {
      return headers.get("version");
    }
    int end = userAgent.indexOf(' ', slash);
    return userAgent.substring(slash + 1, end < 0 ? userAgent.length() : end);
  }

  /**
   * Moves the address of the built-in provider only, so that the person's login, models and
   * settings stay as they are and nothing is written to the folder of Codex.
   */
  @Override
  public Launch launch(List<String> command, String proxy) {
    List<String> launched = new ArrayList<>(command);
    String address = proxy + Login.of(home).base();
    int arguments = Math.min(1, launched.size());
    launched.addAll(arguments, List.of("-c", "openai_base_url=\"" + address + "\""));
    return new Launch(List.copyOf(launched), Map.of());
  }
}
