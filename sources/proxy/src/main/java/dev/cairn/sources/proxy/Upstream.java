package dev.cairn.sources.proxy;

import dev.cairn.kernel.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model endpoint that requests are forwarded to.
 *
 * @param name what records call it; several upstreams of the default table share one
 * @param base {@code http} or {@code https}, a host, and a path that is put before each request's
 * @param match which requests go there
 */
public record Upstream(String name, URI base, Match match) {
  private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");
  private static final URI OPENAI = URI.create("https://api.openai.com");
  private static final URI CHATGPT = URI.create("https://chatgpt.com");

  /** What is forwarded without a configuration; the first that matches takes a request. */
  static final List<Upstream> DEFAULTS =
      List.of(
          new Upstream("anthropic", ANTHROPIC, Match.path("/v1/messages")),
          new Upstream("openai", OPENAI, Match.path("/v1/responses")),
          new Upstream("openai", OPENAI, Match.path("/v1/chat/completions")),
          new Upstream("anthropic", ANTHROPIC, new Match("/v1", "anthropic-version")),
          new Upstream("chatgpt", CHATGPT, Match.path("/backend-api/codex")),
          new Upstream("anthropic", ANTHROPIC, Match.path("/api")),
          new Upstream("openai", OPENAI, Match.path("/v1")));

  public Upstream {
    String problem = problem(base.toString());
    if (problem != null) {
      throw new IllegalArgumentException("upstream " + name + ": " + problem);
    }
  }

  /** One that takes every request. */
  public static Upstream ofEverything(String name, URI base) {
    return new Upstream(name, base, Match.path("/"));
  }

  boolean secure() {
    return "https".equalsIgnoreCase(base.getScheme());
  }

  String host() {
    String host = base.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return base.getPort() >= 0 ? base.getPort() : secure() ? 443 : 80;
  }

  /** Its address as people may see it: without user and password. */
  String shown() {
    String user = base.getRawUserInfo();
    return user == null ? base.toString() : base.toString().replace(user + "@", "");
  }

  /** What the header {@code Host} says. */
  String authority() {
    return base.getPort() >= 0 ? base.getHost() + ":" + base.getPort() : base.getHost();
  }

  /** The path and query to ask for, given those of the client. */
  String target(String pathAndQuery) {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return prefix.isEmpty() ? pathAndQuery : prefix + pathAndQuery;
  }

  static List<Upstream> from(List<Section> sections) {
    List<Upstream> upstreams = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : sections) {
      String name = section.text("name", "upstream");
      if (!names.add(name)) {
        section.problem("name", "duplicate upstream name \"" + name + "\"");
      }
      URI base = base(section);
      Match match = match(section.section("match"));
      section.finish();
      if (base != null) {
        upstreams.add(new Upstream(name, base, match));
      }
    }
    return upstreams;
  }

  private static @Nullable URI base(Section section) {
    String text = section.optionalText("base_url");
    String problem = text == null ? "must be an http or https URL, was missing" : problem(text);
    if (text == null || problem != null) {
      section.problem("base_url", String.valueOf(problem));
      return null;
    }
    return URI.create(text);
  }

  private static @Nullable String problem(String text) {
    String rule = "must be an http or https URL without query, was \"" + text + "\"";
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null && uri.getRawQuery() == null ? null : rule;
    } catch (URISyntaxException e) {
      return rule;
    }
  }

  private static Match match(Section section) {
    String prefix =
        section.optionalText("path_prefix", text -> text.startsWith("/"), "a path from / on");
    if (prefix == null && !section.has("path_prefix")) {
      section.problem("path_prefix", "must be a path from / on, was missing");
    }
    String header = section.optionalText("header");
    section.finish();
    return new Match(
        prefix == null ? "/" : prefix, header == null ? null : header.toLowerCase(Locale.ROOT));
  }
}
