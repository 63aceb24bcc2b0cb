package dev.cairn.sources.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The start of a path that tells where the agent works, without any state in the proxy: {@code
 * /_cairn/r/<base64url of {"cwd","git_branch","run_id"}>}.
 *
 * @param context what it tells
 * @param rest the path and query behind it, as sent
 */
record RunPrefix(RunContext context, String rest) {
  private static final String START = "/_cairn/r/";
  private static final int LONGEST = 16 << 10;

  static boolean starts(String pathAndQuery) {
    return pathAndQuery.startsWith(START);
  }

  /** Reads it; null when it is not of that form. */
  static @Nullable RunPrefix read(String pathAndQuery) {
    int end = START.length();
    while (end < pathAndQuery.length() && "/?".indexOf(pathAndQuery.charAt(end)) < 0) {
      end++;
    }
    RunContext context =
        end > LONGEST ? null : context(pathAndQuery.substring(START.length(), end));
    if (context == null) {
      return null;
    }
    String rest = pathAndQuery.substring(end);
    return new RunPrefix(context, rest.startsWith("/") ? rest : "/" + rest);
  }

  private static @Nullable RunContext context(String encoded) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(encoded);
      JsonNode node = JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
      return node.isObject()
          ? new RunContext(text(node, "cwd"), text(node, "git_branch"), text(node, "run_id"))
          : null;
    } catch (IllegalArgumentException | JacksonException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value != null && value.isString() && !value.stringValue().isEmpty()
        ? value.stringValue()
        : null;
  }
}
