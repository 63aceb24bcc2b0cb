package dev.cairn.sources.proxy;

/** Configurations that differ in one thing. */
final class With {
  private With() {}

  static ProxyConfig timeouts(ProxyConfig c, Timeouts timeouts) {
    return new ProxyConfig(
        c.listen(), c.tls(), c.upstreams(), c.redaction(), timeouts, c.limits(), c.outbound());
  }

  static ProxyConfig limits(ProxyConfig c, Limits limits) {
    return new ProxyConfig(
        c.listen(), c.tls(), c.upstreams(), c.redaction(), c.timeouts(), limits, c.outbound());
  }

  static ProxyConfig outbound(ProxyConfig c, Outbound outbound) {
    return new ProxyConfig(
        c.listen(), c.tls(), c.upstreams(), c.redaction(), c.timeouts(), c.limits(), outbound);
  }

  static ProxyConfig redaction(ProxyConfig c, Redaction redaction) {
    return new ProxyConfig(
        c.listen(), c.tls(), c.upstreams(), redaction, c.timeouts(), c.limits(), c.outbound());
  }

  static ProxyConfig tls(ProxyConfig c, ListenerTls tls) {
    return new ProxyConfig(
        c.listen(), tls, c.upstreams(), c.redaction(), c.timeouts(), c.limits(), c.outbound());
  }
}
