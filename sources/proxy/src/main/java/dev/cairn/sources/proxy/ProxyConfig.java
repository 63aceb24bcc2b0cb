package dev.cairn.sources.proxy;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Section;
import java.util.List;

/**
 * The section {@code proxy} of the configuration.
 *
 * @param listen where agents reach it
 * @param tls the certificate to listen with; without one the listener speaks clear text
 * @param upstreams where requests go; the first that matches takes a request
 * @param redaction what records do not show
 * @param timeouts how long it waits
 * @param limits how much it holds
 * @param outbound the way to the upstreams
 */
public record ProxyConfig(
    HostPort listen,
    ListenerTls tls,
    List<Upstream> upstreams,
    Redaction redaction,
    Timeouts timeouts,
    Limits limits,
    Outbound outbound) {
  public static final ProxyConfig DEFAULT =
      new ProxyConfig(
          new HostPort("127.0.0.1", 8787),
          ListenerTls.NONE,
          Upstream.DEFAULTS,
          Redaction.DEFAULT,
          Timeouts.DEFAULT,
          Limits.DEFAULT,
          Outbound.DIRECT);

  public ProxyConfig {
    upstreams = List.copyOf(upstreams);
  }

  /** The same with other upstreams. */
  public ProxyConfig to(List<Upstream> others) {
    return new ProxyConfig(listen, tls, others, redaction, timeouts, limits, outbound);
  }

  /** The same at another address. */
  public ProxyConfig at(HostPort address) {
    return new ProxyConfig(address, tls, upstreams, redaction, timeouts, limits, outbound);
  }

  /** Reads the section. */
  public static ProxyConfig from(Section section) {
    return from(section, Outbound.DIRECT);
  }

  /**
   * Reads the section.
   *
   * @param environment the way out that the surroundings name; keys of the section come first
   */
  public static ProxyConfig from(Section section, Outbound environment) {
    List<Upstream> upstreams = Upstream.DEFAULTS;
    if (section.has("upstreams")) {
      upstreams = Upstream.from(section.sections("upstreams"));
      if (upstreams.isEmpty()) {
        section.problem("upstreams", "at least one upstream is required");
      }
    }
    ProxyConfig config =
        new ProxyConfig(
            section.address("listen", DEFAULT.listen),
            ListenerTls.from(section.section("tls")),
            upstreams,
            Redaction.from(section.texts("redact_headers", List.of()), section.section("redact")),
            Timeouts.from(
                section.section("timeouts"), section.duration("drain", Timeouts.DEFAULT.drain())),
            Limits.from(section),
            Outbound.from(section, environment));
    section.finish();
    return config;
  }
}
