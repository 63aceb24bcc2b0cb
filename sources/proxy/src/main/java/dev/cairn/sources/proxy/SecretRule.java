package dev.cairn.sources.proxy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cairn.kernel.Section;
import java.util.List;
import java.util.Optional;

/**
 * A form that secrets have.
 *
 * @param name what a masked secret is called
 * @param start the text that every such secret starts with, for a quick look; empty looks always
 * @param pattern the whole secret
 */
public record SecretRule(String name, String start, Pattern pattern) {
  /** Forms that are known to be secrets wherever they stand. */
  static final List<SecretRule> WELL_KNOWN =
      List.of(
          of("anthropic-key", "sk-ant-", "\\bsk-ant-[A-Za-z0-9_-]{16,}"),
          of("openai-key", "sk-", "\\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}"),
          of("github-token", "ghp_", "\\bghp_[A-Za-z0-9]{20,}"),
          of("github-token", "gho_", "\\bgho_[A-Za-z0-9]{20,}"),
          of("github-token", "ghs_", "\\bghs_[A-Za-z0-9]{20,}"),
          of("github-token", "ghu_", "\\bghu_[A-Za-z0-9]{20,}"),
          of("github-token", "github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{20,}"),
          of("gitlab-token", "glpat-", "\\bglpat-[A-Za-z0-9_.-]{16,}"),
          of("aws-key", "AKIA", "\\bAKIA[A-Z0-9]{16}\\b"),
          of("aws-key", "ASIA", "\\bASIA[A-Z0-9]{16}\\b"),
          of("slack-token", "xox", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
          of("google-key", "AIza", "\\bAIza[A-Za-z0-9_-]{35}"),
          of("jwt", "eyJ", "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}"),
          of(
              "private-key",
              "-----BEGIN",
              "-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.+?)-----END [A-Z ]*PRIVATE KEY-----"));

  private static SecretRule of(String name, String start, String pattern) {
    return new SecretRule(name, start, Pattern.compile(pattern));
  }

  static Optional<SecretRule> from(Section section) {
    String name = section.text("name", "secret");
    String pattern = section.text("pattern", "");
    section.finish();
    try {
      if (!pattern.isEmpty() && !Pattern.compile(pattern).matches("")) {
        return Optional.of(of(name, "", pattern));
      }
      section.problem("pattern", "must be a pattern that does not match the empty text");
    } catch (PatternSyntaxException e) {
      section.problem("pattern", "must be a pattern as RE2 reads it: " + e.getMessage());
    }
    return Optional.empty();
  }
}
