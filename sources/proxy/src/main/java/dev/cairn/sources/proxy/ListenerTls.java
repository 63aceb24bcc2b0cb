package dev.cairn.sources.proxy;

import dev.cairn.kernel.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * With what the listener proves who it is.
 *
 * @param certificate a PEM file with the chain, or null to speak clear text
 * @param key a PEM file with the key
 */
public record ListenerTls(@Nullable Path certificate, @Nullable Path key) {
  public static final ListenerTls NONE = new ListenerTls(null, null);

  static ListenerTls from(Section section) {
    String certificate = file(section, "certificate");
    String key = file(section, "key");
    if ((certificate == null) != (key == null)) {
      section.problem("certificate", "certificate and key must be named together");
    }
    section.finish();
    return certificate == null || key == null
        ? NONE
        : new ListenerTls(Path.of(certificate), Path.of(key));
  }

  private static @Nullable String file(Section section, String name) {
    return section.optionalText(
        name, text -> Files.isReadable(Path.of(text)), "a readable PEM file");
  }
}
