package dev.cairn.sources.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  private static final String KEY = "sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789";
  private final Secrets secrets = new Secrets(new Redaction(Set.of(), true, List.of()));

  private static String masked(Secrets secrets, String text, int piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink =
        secrets.masking(
            (ByteSink)
                (bytes, from, to) -> {
                  out.write(bytes, from, to - from);
                  return true;
                });
    byte[] bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      sink.accept(bytes, at, Math.min(bytes.length, at + piece));
    }
    sink.end();
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "sk-ant-api03-abcdefghijklmnopqrst, anthropic-key",
    "sk-proj-abcdefghijklmnopqrstuvwx, openai-key",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789, github-token",
    "github_pat_11ABCDEFG0abcdefghijkl, github-token",
    "glpat-abcdefghijklmnopqrst, gitlab-token",
    "AKIAIOSFODNN7EXAMPLE, aws-key",
    "xoxb-1234567890-abcdef, slack-token",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv, google-key",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk, jwt"
  })
  void body_withSecret_isMasked(String secret, String name) {
    assertThat(masked(secrets, "{\"a\":\"" + secret + "\",\"b\":1}", 7))
        .isEqualTo("{\"a\":\"REDACTED:" + name + "\",\"b\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"task-abcdefghijklmnopqrstuvwxyz", "sk-short", "AKIA", "risk-free words"})
  void body_withoutSecret_staysAsItIs(String text) {
    assertThat(masked(secrets, text, 1000)).isEqualTo(text);
  }

  @Test
  void body_privateKey_isMasked() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----";
    assertThat(masked(secrets, "a " + key + " b", 5)).isEqualTo("a REDACTED:private-key b");
  }

  @Test
  void body_large_masksSecretsAcrossWindows() {
    StringBuilder text = new StringBuilder();
    StringBuilder wanted = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("some text ").append(i).append(' ').append(KEY).append(' ');
      wanted.append("some text ").append(i).append(" REDACTED:anthropic-key ");
    }
    assertThat(masked(secrets, text.toString(), 1000)).isEqualTo(wanted.toString());
  }

  @Test
  void body_ownRule_isMasked() {
    SecretRule rule = new SecretRule("badge", "", Pattern.compile("badge-[0-9]+"));
    Secrets own = new Secrets(new Redaction(Set.of(), false, List.of(rule)));
    assertThat(masked(own, "x badge-123 " + KEY, 4)).isEqualTo("x REDACTED:badge " + KEY);
  }

  private List<String> events(List<String> data) {
    List<String> out = new ArrayList<>();
    Secrets.Events events =
        secrets.masking(
            (Secrets.Timed)
                (nanos, name, id, bytes, length) -> out.add(new String(bytes, 0, length, UTF_8)));
    data.forEach(d -> events.event("e", null, d.getBytes(UTF_8), d.getBytes(UTF_8).length));
    events.end();
    return out;
  }

  private static String delta(String text) {
    return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
        + text
        + "\"}}";
  }

  @Test
  void events_secretSplitOverDeltas_isMasked() {
    List<String> data = new ArrayList<>();
    data.add(delta("the key is s"));
    for (int at = 1; at < KEY.length(); at += 5) {
      data.add(delta(KEY.substring(at, Math.min(KEY.length(), at + 5))));
    }
    data.add(delta(" and more"));

    List<String> out = events(data);

    assertThat(out).hasSize(data.size());
    assertThat(out.getFirst()).isEqualTo(delta("the key is REDACTED:anthropic-key"));
    assertThat(out.subList(1, out.size() - 1)).containsOnly(delta(""));
    assertThat(out.getLast()).isEqualTo(delta(" and more"));
  }

  @Test
  void events_privateKeySplitOverDeltas_isMasked() {
    List<String> data =
        List.of(
            delta("-----BEG"),
            delta("IN PRIVATE KEY-----\\n"),
            delta("MIIE and so on"),
            delta("\\n-----END PRIVATE"),
            delta(" KEY-----"),
            delta(" done"));

    assertThat(events(data))
        .containsExactly(
            delta("REDACTED:private-key"),
            delta(""),
            delta(""),
            delta(""),
            delta(""),
            delta(" done"));
  }

  @Test
  void events_ordinary_areGivenAtOnce() {
    List<String> out = new ArrayList<>();
    Secrets.Events events =
        secrets.masking((Secrets.Timed) (nanos, name, id, bytes, length) -> out.add(name));
    byte[] data = delta("hello there").getBytes(UTF_8);

    events.event("a", null, data, data.length);

    assertThat(out).containsExactly("a");
  }
}
