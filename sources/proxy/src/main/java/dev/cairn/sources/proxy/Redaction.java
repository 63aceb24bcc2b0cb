package dev.cairn.sources.proxy;

import dev.cairn.kernel.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What records do not show; the wire is never changed.
 *
 * @param headers names in lower case whose values are masked
 * @param secrets whether well-known forms of secrets in bodies are masked too
 * @param rules further forms of secrets
 */
public record Redaction(Set<String> headers, boolean secrets, List<SecretRule> rules) {
  private static final Set<String> ALWAYS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "api-key",
          "anthropic-api-key",
          "x-goog-api-key",
          "cookie",
          "set-cookie");

  public static final Redaction DEFAULT = new Redaction(ALWAYS, false, List.of());

  /** How names of headers end that carry a secret, whoever invented them. */
  private static final List<String> ENDINGS =
      List.of(
          "api-key",
          "apikey",
          "api_key",
          "access-key",
          "subscription-key",
          "token",
          "secret",
          "password",
          "authorization",
          "-auth",
          "credential",
          "credentials",
          "signature");

  public Redaction {
    headers = Set.copyOf(headers);
    rules = List.copyOf(rules);
  }

  /** Whether the value of a header, named in lower case, is masked. */
  boolean hides(String name) {
    return headers.contains(name) || ENDINGS.stream().anyMatch(name::endsWith);
  }

  static Redaction from(List<String> names, Section section) {
    Set<String> headers = new HashSet<>(ALWAYS);
    names.forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
    boolean secrets = section.flag("secrets", false);
    List<SecretRule> rules = new ArrayList<>();
    section.sections("rules").forEach(rule -> SecretRule.from(rule).ifPresent(rules::add));
    section.finish();
    return new Redaction(headers, secrets, rules);
  }
}
