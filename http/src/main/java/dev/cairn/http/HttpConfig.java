package dev.cairn.http;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Section;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a listener behaves.
 *
 * @param listen the address to bind; port 0 is any free one
 * @param maxBody the largest body of a request, and the largest WebSocket message, in bytes
 * @param maxHeader the largest head of a request in bytes
 * @param maxConnections how many connections are open at most; further ones are closed at once
 * @param idle how long a connection stays open without asking for anything
 * @param drain how long closing waits for running calls
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code x-forwarded-for} is
 *     believed
 * @param allowedHosts further names that the Host header of a request may carry; {@code *} is any
 *     name and any origin
 */
public record HttpConfig(
    HostPort listen,
    int maxBody,
    int maxHeader,
    int maxConnections,
    Duration idle,
    Duration drain,
    List<String> trustedProxies,
    List<String> allowedHosts) {

  /** What holds where the configuration says nothing. */
  public static final HttpConfig DEFAULT =
      new HttpConfig(
          new HostPort("127.0.0.1", 8788),
          32 << 20,
          64 << 10,
          4096,
          Duration.ofMinutes(2),
          Duration.ofSeconds(10),
          List.of(),
          List.of());

  private static final int LARGEST_BODY = 1 << 30;
  private static final int LARGEST_HEADER = 16 << 20;

  public HttpConfig {
    require(maxBody >= 1 && maxBody <= LARGEST_BODY, "max_body", maxBody);
    require(maxHeader >= 1024 && maxHeader <= LARGEST_HEADER, "max_header", maxHeader);
    require(maxConnections >= 1, "max_connections", maxConnections);
    require(idle.isPositive(), "idle", idle);
    require(!drain.isNegative(), "drain", drain);
    trustedProxies = List.copyOf(trustedProxies);
    trustedProxies.forEach(text -> require(Network.parse(text) != null, "trusted_proxies", text));
    allowedHosts = List.copyOf(allowedHosts);
  }

  private static void require(boolean holds, String key, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(key + " is out of its range: " + value);
    }
  }

  /** Reads the section {@code http}. */
  public static HttpConfig from(Section section) {
    HttpConfig config =
        new HttpConfig(
            section.address("listen", DEFAULT.listen),
            size(section, "max_body", DEFAULT.maxBody, 1, LARGEST_BODY),
            size(section, "max_header", DEFAULT.maxHeader, 1024, LARGEST_HEADER),
            (int) section.integer("max_connections", DEFAULT.maxConnections, 1, 1_000_000),
            idle(section),
            section.duration("drain", DEFAULT.drain),
            networks(section),
            section.texts("allowed_hosts", DEFAULT.allowedHosts));
    section.finish();
    return config;
  }

  /** The same listener at another address. */
  public HttpConfig at(HostPort address) {
    return new HttpConfig(
        address, maxBody, maxHeader, maxConnections, idle, drain, trustedProxies, allowedHosts);
  }

  private static Duration idle(Section section) {
    Duration idle = section.duration("idle", DEFAULT.idle);
    if (idle.isPositive()) {
      return idle;
    }
    section.problem("idle", "must be longer than nothing, was " + idle.toSeconds() + "s");
    return DEFAULT.idle;
  }

  private static int size(Section section, String key, int otherwise, int least, int most) {
    long value = section.bytes(key, otherwise);
    if (value < least || value > most) {
      section.problem(key, "must be from " + least + " to " + most + " bytes, was " + value);
      return otherwise;
    }
    return (int) value;
  }

  private static List<String> networks(Section section) {
    List<String> texts = section.texts("trusted_proxies", DEFAULT.trustedProxies);
    @Nullable String wrong =
        texts.stream().filter(text -> Network.parse(text) == null).findFirst().orElse(null);
    if (wrong == null) {
      return texts;
    }
    section.problem(
        "trusted_proxies",
        "must be addresses or networks such as 10.0.0.0/8, was \"" + wrong + "\"");
    return DEFAULT.trustedProxies;
  }
}
