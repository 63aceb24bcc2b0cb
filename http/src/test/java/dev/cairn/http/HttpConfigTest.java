package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  private HttpConfig read(Map<String, ?> values) {
    return HttpConfig.from(Section.root(Map.of("http", values), problems).section("http"));
  }

  @Test
  void from_nothing_isDefault() {
    assertThat(read(Map.of())).isEqualTo(HttpConfig.DEFAULT);
    assertThat(problems).isEmpty();
  }

  @Test
  void from_allKeys_readsThem() {
    HttpConfig config =
        read(
            Map.of(
                "listen",
                "[::1]:99",
                "max_body",
                "4MiB",
                "max_header",
                2048,
                "max_connections",
                7,
                "idle",
                "9s",
                "drain",
                "3s",
                "trusted_proxies",
                List.of("10.0.0.0/8"),
                "allowed_hosts",
                List.of("box")));
    assertThat(config)
        .isEqualTo(
            new HttpConfig(
                new HostPort("::1", 99),
                4 << 20,
                2048,
                7,
                Duration.ofSeconds(9),
                Duration.ofSeconds(3),
                List.of("10.0.0.0/8"),
                List.of("box")));
    assertThat(problems).isEmpty();
  }

  @Test
  void from_mistakes_reportsEach() {
    assertThat(
            read(
                Map.of(
                    "idle",
                    "0s",
                    "max_body",
                    "9GiB",
                    "trusted_proxies",
                    List.of("caddy"),
                    "listn",
                    "x")))
        .isEqualTo(HttpConfig.DEFAULT);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "http.max_body: must be from 1 to 1073741824 bytes, was 9663676416",
            "http.idle: must be longer than nothing, was 0s",
            "http.trusted_proxies: must be addresses or networks such as 10.0.0.0/8, was \"caddy\"",
            "http.listn: is not a known key; did you mean listen?");
  }
}
