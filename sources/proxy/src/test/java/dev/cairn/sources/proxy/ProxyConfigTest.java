package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyConfigTest {
  private final List<Problem> problems = new ArrayList<>();

  private ProxyConfig read(Map<String, Object> values) {
    return ProxyConfig.from(Section.root(values, problems));
  }

  @Test
  void from_nothing_isTheDefault() {
    assertThat(read(Map.of())).isEqualTo(ProxyConfig.DEFAULT);
    assertThat(problems).isEmpty();
  }

  @Test
  void from_collectivusSection_isRead() {
    ProxyConfig config =
        read(
            Map.of(
                "listen",
                "127.0.0.1:9000",
                "upstreams",
                List.of(
                    Map.of(
                        "name", "a",
                        "base_url", "https://api.anthropic.com",
                        "match", Map.of("path_prefix", "/"))),
                "redact_headers",
                List.of("X-Mine"),
                "timeouts",
                Map.of("idle", "2m"),
                "drain",
                "1s",
                "buffer",
                "8MiB"));

    assertThat(problems).isEmpty();
    assertThat(config.listen()).isEqualTo(new HostPort("127.0.0.1", 9000));
    assertThat(config.upstreams()).extracting(Upstream::name).containsExactly("a");
    assertThat(config.redaction().headers()).contains("x-mine", "authorization");
    assertThat(config.timeouts().idle()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.timeouts().drain()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.limits().buffer()).isEqualTo(8 << 20);
  }

  @Test
  void from_mistakes_tellsAll() {
    read(
        Map.of(
            "upstreams",
            List.of(
                Map.of("name", "a", "base_url", "ftp://x", "match", Map.of("path_prefix", "v1")),
                Map.of("name", "a", "base_url", "http://x", "match", Map.of())),
            "redact",
            Map.of("rules", List.of(Map.of("name", "n", "pattern", "("))),
            "buffer",
            "1B",
            "proxy",
            "socks://x",
            "other",
            1));

    assertThat(problems)
        .extracting(Problem::toString)
        .contains(
            "upstreams[0].base_url: must be an http or https URL without query, was \"ftp://x\"",
            "upstreams[0].match.path_prefix: must be a path from / on, was \"v1\"",
            "upstreams[1].name: duplicate upstream name \"a\"",
            "upstreams[1].match.path_prefix: must be a path from / on, was missing",
            "buffer: must be at least 1048576 bytes, was 1",
            "proxy: must be an address such as http://proxy.example:3128, was \"socks://x\"",
            "other: is not a known key")
        .anyMatch(text -> text.startsWith("redact.rules[0].pattern: must be a pattern as RE2"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, false, anthropic",
    "/v1/messages/count_tokens, false, anthropic",
    "/v1/messagesX, false, openai",
    "/v1/responses, true, openai",
    "/v1/chat/completions, false, openai",
    "/v1/models, true, anthropic",
    "/v1/models, false, openai",
    "/backend-api/codex/responses, false, chatgpt",
    "/api/hello, false, anthropic",
    "/other, false, ",
  })
  void route_defaults_chooseByPathAndHeader(String path, boolean versioned, String name) {
    Upstream upstream =
        new Router(ProxyConfig.DEFAULT.upstreams())
            .route(path, header -> versioned && header.equals("anthropic-version"));
    assertThat(upstream == null ? null : upstream.name()).isEqualTo(name);
  }

  @Test
  void proxied_noProxy_coversDomainsAndThisMachine() {
    Outbound outbound =
        new Outbound(java.net.URI.create("http://p:1"), List.of("example.com", ".corp"), null);
    assertThat(outbound.proxied("api.openai.com")).isTrue();
    assertThat(outbound.proxied("a.example.com")).isFalse();
    assertThat(outbound.proxied("notexample.com")).isTrue();
    assertThat(outbound.proxied("x.corp")).isFalse();
    assertThat(outbound.proxied("127.0.0.1")).isFalse();
  }
}
