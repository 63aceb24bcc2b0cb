package dev.cairn.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells who really asks, when trusted proxies stand between. */
final class Peers {
  private final List<Network> trusted;

  Peers(List<String> trustedProxies) {
    trusted = trustedProxies.stream().map(Network::parse).filter(Objects::nonNull).toList();
  }

  /**
   * The nearest address that is not a trusted proxy.
   *
   * @param peer the address at the other end of the connection
   * @param forwardedFor the values of {@code x-forwarded-for}, nearest last
   */
  String origin(String peer, List<String> forwardedFor) {
    if (trusted.isEmpty() || !trusts(peer)) {
      return peer;
    }
    String[] hops = String.join(",", forwardedFor).split(",");
    String nearest = peer;
    for (int i = hops.length - 1; i >= 0 && trusts(nearest); i--) {
      String hop = hops[i].strip();
      if (Network.literal(hop) == null) {
        return nearest;
      }
      nearest = hop;
    }
    return nearest;
  }

  private boolean trusts(String text) {
    @Nullable InetAddress address = Network.literal(text);
    return address != null && trusted.stream().anyMatch(network -> network.contains(address));
  }
}
