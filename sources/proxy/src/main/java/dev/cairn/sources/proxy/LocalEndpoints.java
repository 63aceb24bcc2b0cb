package dev.cairn.sources.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the proxy answers itself: a banner, and the hooks of agents on this machine. */
final class LocalEndpoints {
  private static final String CONTEXT = "/_collectivus/session-context";
  private static final String IGNORE = "/_collectivus/ignore/session";
  private static final int LARGEST = 64 << 10;
  private static final int LONGEST_TEXT = 4096;
  private static final String BANNER =
      "Cairn: the proxy between coding agents and their models.\n"
          + "Point an agent's base URL here; what passes is recorded.\n";

  private final Sessions sessions;

  LocalEndpoints(Sessions sessions) {
    this.sessions = sessions;
  }

  boolean answers(String path) {
    return path.equals(CONTEXT) || path.equals(IGNORE);
  }

  void banner(HttpServerRequest request) {
    request.response().putHeader("content-type", "text/plain; charset=utf-8").end(BANNER);
  }

  void handle(HttpServerRequest request, String path) {
    String method = request.method().name();
    if (!isLoopback(request.remoteAddress().hostAddress())) {
      reply(request, 403, error("only this machine may ask"));
    } else if (!isProgram(request)) {
      reply(request, 403, error("only programs on this machine may ask, not pages in a browser"));
    } else if (path.equals(CONTEXT) && !method.equals("POST")) {
      request.response().putHeader("allow", "POST");
      reply(request, 405, error("method not allowed"));
    } else if (path.equals(CONTEXT)) {
      body(request, this::context);
    } else {
      ignore(request, method);
    }
  }

  private void ignore(HttpServerRequest request, String method) {
    switch (method) {
      case "GET" -> {
        List<String> ignored = sessions.ignored();
        reply(request, 200, json().texts("ignored", ignored).number("total", ignored.size()));
      }
      case "POST" -> body(request, this::ignoreSession);
      case "DELETE" -> body(request, this::recordSession);
      default -> {
        request.response().putHeader("allow", "GET, POST, DELETE");
        reply(request, 405, error("method not allowed"));
      }
    }
  }

  private void context(HttpServerRequest request, JsonNode body) {
    String cwd = text(body, "cwd");
    String branch = text(body, "git_branch");
    RunContext context =
        new RunContext(
            cwd == null ? text(body, "new_cwd") : cwd,
            branch == null ? text(body, "gitBranch") : branch,
            null);
    sessions.remember(String.valueOf(text(body, "session_id")), context);
    reply(request, 200, json().flag("ok", true));
  }

  private void ignoreSession(HttpServerRequest request, JsonNode body) {
    int total = sessions.ignore(String.valueOf(text(body, "session_id")));
    reply(request, 200, json().flag("ok", true).number("total", total));
  }

  private void recordSession(HttpServerRequest request, JsonNode body) {
    boolean removed = sessions.recordAgain(String.valueOf(text(body, "session_id")));
    JsonLine answer = json().flag("ok", true).flag("removed", removed);
    reply(request, 200, answer.number("total", sessions.ignored().size()));
  }

  private void body(HttpServerRequest request, BiConsumer<HttpServerRequest, JsonNode> then) {
    Buffer whole = Buffer.buffer();
    request.handler(piece -> {
      whole.appendBuffer(piece);
      if (whole.length() > LARGEST) {
        request.connection().close();
      }
    });
    request.endHandler(_ -> read(request, whole.getBytes(), then));
  }

  private void read(
      HttpServerRequest request, byte[] bytes, BiConsumer<HttpServerRequest, JsonNode> then) {
    JsonNode body = parsed(bytes);
    if (body == null) {
      reply(request, 400, error("invalid JSON body"));
    } else if (!body.isObject()) {
      reply(request, 400, error("body must be an object"));
    } else if (text(body, "session_id") == null) {
      reply(request, 400, error("session_id is required, at most " + LONGEST_TEXT + " characters"));
    } else {
      then.accept(request, body);
    }
  }

  private static @Nullable JsonNode parsed(byte[] bytes) {
    try {
      JsonNode node = JsonMapper.shared().readTree(bytes);
      return node.isMissingNode() ? null : node;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode body, String key) {
    JsonNode value = body.get(key);
    String text = value != null && value.isString() ? value.stringValue() : "";
    return text.isEmpty() || text.length() > LONGEST_TEXT ? null : text;
  }

  /**
   * Whether a program asks. A page in a browser can point its own name here or post to here, but it
   * can forge neither Host nor Origin.
   */
  private static boolean isProgram(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    String host = authority == null ? "localhost" : authority.host().toLowerCase(Locale.ROOT);
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean ours = name.equals("localhost") || (isLoopback(name) && isNumeric(name));
    return ours && !request.headers().contains("origin");
  }

  private static boolean isNumeric(String address) {
    return address.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0);
  }

  static boolean isLoopback(@Nullable String address) {
    return address != null
        && (address.equals("::1")
            || address.equals("0:0:0:0:0:0:0:1")
            || address.startsWith("127.")
            || address.startsWith("::ffff:127."));
  }

  private static JsonLine json() {
    return new JsonLine().begin();
  }

  private static JsonLine error(String message) {
    return json().text("error", message);
  }

  private static void reply(HttpServerRequest request, int status, JsonLine body) {
    request.response().setStatusCode(status).putHeader("content-type", "application/json");
    request.response().end(Buffer.buffer(body.end()));
  }
}
