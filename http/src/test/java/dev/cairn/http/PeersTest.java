package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTest {
  @Test
  void origin_untrustedPeer_isThePeer() {
    assertThat(new Peers(List.of()).origin("1.2.3.4", List.of("9.9.9.9"))).isEqualTo("1.2.3.4");
    assertThat(new Peers(List.of("10.0.0.0/8")).origin("1.2.3.4", List.of("9.9.9.9")))
        .isEqualTo("1.2.3.4");
  }

  @Test
  void origin_trustedPeers_isTheNearestUntrustedHop() {
    Peers peers = new Peers(List.of("10.0.0.0/8", "::1"));
    assertThat(peers.origin("::1", List.of("6.6.6.6, 8.8.8.8", "10.1.2.3"))).isEqualTo("8.8.8.8");
    assertThat(peers.origin("10.0.0.1", List.of("not an address"))).isEqualTo("10.0.0.1");
    assertThat(peers.origin("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @Test
  void parse_network_knowsItsBits() {
    Network network = Network.parse("192.168.16.0/20");
    assertThat(network).isNotNull();
    assertThat(network.contains(Network.literal("192.168.31.255"))).isTrue();
    assertThat(network.contains(Network.literal("192.168.32.0"))).isFalse();
    assertThat(network.contains(Network.literal("::1"))).isFalse();
    for (String wrong : List.of("localhost", "10.0.0.0/33", "10.0.0.0/", "", "::1/129")) {
      assertThat(Network.parse(wrong)).as(wrong).isNull();
    }
  }
}
