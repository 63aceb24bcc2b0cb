package dev.cairn.sources.proxy;

import dev.cairn.kernel.Section;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way out to upstreams.
 *
 * @param proxy an HTTP proxy of the network ({@code http://user:password@host:port}), or null
 * @param noProxy hosts and domains that are reached without it; {@code *} is all
 * @param caBundle a PEM file with the certificates to trust in place of the JDK's, or null
 */
public record Outbound(@Nullable URI proxy, List<String> noProxy, @Nullable Path caBundle) {
  public static final Outbound DIRECT = new Outbound(null, List.of(), null);

  public Outbound {
    noProxy = List.copyOf(noProxy);
  }

  /**
   * The way out that environment variables name: {@code HTTPS_PROXY}, {@code NO_PROXY} and {@code
   * SSL_CERT_FILE}, in upper or lower case; what makes no sense is left out.
   */
  public static Outbound environment(Map<String, String> variables) {
    String proxy = variable(variables, "HTTPS_PROXY");
    String bundle = variable(variables, "SSL_CERT_FILE");
    List<String> noProxy =
        Arrays.stream(variable(variables, "NO_PROXY").split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .toList();
    return new Outbound(
        isProxy(proxy) ? URI.create(proxy) : null,
        noProxy,
        !bundle.isEmpty() && Files.isReadable(Path.of(bundle)) ? Path.of(bundle) : null);
  }

  private static String variable(Map<String, String> variables, String name) {
    String lower = variables.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return variables.getOrDefault(name, lower);
  }

  static Outbound from(Section section, Outbound otherwise) {
    String proxy =
        section.optionalText(
            "proxy", Outbound::isProxy, "an address such as http://proxy.example:3128");
    String bundle =
        section.optionalText(
            "ca_bundle", text -> Files.isReadable(Path.of(text)), "a readable PEM file");
    return new Outbound(
        proxy == null ? otherwise.proxy : URI.create(proxy),
        section.texts("no_proxy", otherwise.noProxy),
        bundle == null ? otherwise.caBundle : Path.of(bundle));
  }

  private static boolean isProxy(String text) {
    try {
      URI uri = URI.create(text);
      return "http".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether a host is reached through the proxy; this machine never is. */
  boolean proxied(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean local = name.equals("localhost") || name.equals("::1") || name.startsWith("127.");
    return proxy != null && !local && noProxy.stream().noneMatch(rule -> covers(rule, name));
  }

  private static boolean covers(String rule, String host) {
    String domain = rule.toLowerCase(Locale.ROOT);
    domain = domain.startsWith("*.") ? domain.substring(2) : domain;
    domain = domain.startsWith(".") ? domain.substring(1) : domain;
    return rule.equals("*") || host.equals(domain) || host.endsWith("." + domain);
  }
}
