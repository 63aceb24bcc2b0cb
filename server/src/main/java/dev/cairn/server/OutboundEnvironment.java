package dev.cairn.server;

import dev.cairn.sources.proxy.Outbound;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way out that the environment names, as other programs read it: {@code HTTPS_PROXY}, {@code
 * NO_PROXY} and {@code SSL_CERT_FILE}. What makes no sense there is passed over.
 */
final class OutboundEnvironment {
  private OutboundEnvironment() {}

  static Outbound read(Map<String, String> environment) {
    URI proxy = value(environment, "HTTPS_PROXY").flatMap(OutboundEnvironment::proxy).orElse(null);
    Path bundle =
        value(environment, "SSL_CERT_FILE").map(Path::of).filter(Files::isReadable).orElse(null);
    return new Outbound(proxy, hosts(value(environment, "NO_PROXY").orElse("")), bundle);
  }

  /** The value of a variable, under its name in small letters first, as curl does. */
  private static Optional<String> value(Map<String, String> environment, String name) {
    String small = environment.get(name.toLowerCase(java.util.Locale.ROOT));
    return Optional.ofNullable(small == null ? environment.get(name) : small)
        .filter(text -> !text.isBlank());
  }

  private static Optional<URI> proxy(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      return "http".equals(uri.getScheme()) && uri.getHost() != null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<String> hosts(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
