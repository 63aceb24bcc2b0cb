package dev.cairn.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of other sites away from a listener: a page may point its own name at a loopback
 * address (DNS rebinding) or post to it, but it can forge neither Host nor Origin.
 */
final class SameOrigin {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]/@\\s]+)(?::([0-9]{1,5}))?");
  private static final Pattern ORIGIN = Pattern.compile("(https?)://([^/?#@]+)");
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  private final HttpConfig config;
  private final List<String> allowed;

  SameOrigin(HttpConfig config) {
    this.config = config;
    allowed = config.allowedHosts().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Why a request is refused, or null when it is not. */
  @Nullable String refusal(@Nullable String host, @Nullable String origin) {
    if (allowed.contains("*")) {
      return null;
    }
    if (host != null && !isOurs(host)) {
      return "the Host header \""
          + host
          + "\" is not a name of this server; add the name to http.allowed_hosts if it should be";
    }
    if (origin != null && !isSame(origin, host == null ? "" : host)) {
      return "the page at \"" + origin + "\" may not use this server; only its own pages may";
    }
    return null;
  }

  private boolean isOurs(String host) {
    if (allowed.isEmpty() && !config.listen().isLoopback()) {
      return true;
    }
    Matcher matcher = AUTHORITY.matcher(host.toLowerCase(Locale.ROOT));
    return matcher.matches() && isOurName(matcher.group(1).replaceAll("[\\[\\]]", ""));
  }

  private boolean isOurName(String name) {
    return name.equals("localhost")
        || name.equals("::1")
        || LOOPBACK.matcher(name).matches()
        || name.equals(config.listen().host().toLowerCase(Locale.ROOT))
        || allowed.contains(name);
  }

  private static boolean isSame(String origin, String host) {
    Matcher matcher = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return false;
    }
    String defaultPort = matcher.group(1).equals("https") ? ":443" : ":80";
    return withPort(matcher.group(2), defaultPort)
        .equals(withPort(host.toLowerCase(Locale.ROOT), defaultPort));
  }

  private static String withPort(String authority, String defaultPort) {
    Matcher matcher = AUTHORITY.matcher(authority);
    return matcher.matches() && matcher.group(2) == null ? authority + defaultPort : authority;
  }
}
