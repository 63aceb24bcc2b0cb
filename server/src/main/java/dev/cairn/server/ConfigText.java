package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a configuration.
 *
 * @param source what a person calls the place it came from
 * @param text the text itself
 */
record ConfigText(String source, String text) {
  private static final int MOST_BYTES = 4 << 20;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Reads it; empty when the default file is not there.
   *
   * @throws CairnException CONFIG_INVALID when a place that was named cannot be read
   */
  static Optional<ConfigText> read(
      Path home, ConfigLocation where, Map<String, String> environment) {
    return switch (where) {
      case ConfigLocation.Default() -> {
        Path file = home.resolve("cairn.json");
        yield Files.exists(file) ? Optional.of(ofFile(file)) : Optional.empty();
      }
      case ConfigLocation.File(Path path) -> Optional.of(ofFile(path));
      case ConfigLocation.Url(URI url) -> Optional.of(ofUrl(url));
      case ConfigLocation.Endpoint(URI url) -> Optional.of(ofUrl(url));
      case ConfigLocation.Variable(String name) -> Optional.of(ofVariable(name, environment));
    };
  }

  private static ConfigText ofFile(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return new ConfigText(path.toString(), bounded(path.toString(), in));
    } catch (NoSuchFileException e) {
      throw new CairnException(ErrorCode.CONFIG_INVALID, "config file not found: " + path, e);
    } catch (IOException e) {
      throw new CairnException(
          ErrorCode.CONFIG_INVALID, "cannot read config file " + path + ": " + e.getMessage(), e);
    }
  }

  private static ConfigText ofVariable(String name, Map<String, String> environment) {
    if (!VARIABLE.matcher(name).matches()) {
      throw invalid("the name of a variable must match " + VARIABLE + ", was \"" + name + "\"");
    }
    String text = environment.get(name);
    if (text == null) {
      throw invalid("the environment has no variable " + name);
    }
    return new ConfigText("variable " + name, text);
  }

  private static ConfigText ofUrl(URI url) {
    String shown = Secrets.inUrl(url.toString());
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw invalid("a configuration's address must be http or https, was " + shown);
    }
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      if (status < 200 || status > 299) {
        String reason = Optional.ofNullable(connection.getResponseMessage()).orElse("");
        throw invalid(("failed to fetch " + shown + ": HTTP " + status + " " + reason).strip());
      }
      try (InputStream in = connection.getInputStream()) {
        return new ConfigText(shown, bounded(shown, in));
      }
    } catch (IOException e) {
      throw new CairnException(
          ErrorCode.CONFIG_INVALID, "failed to fetch " + shown + ": " + e.getMessage(), e);
    }
  }

  private static String bounded(String source, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw invalid(source + " must be at most " + MOST_BYTES + " bytes");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static CairnException invalid(String message) {
    return new CairnException(ErrorCode.CONFIG_INVALID, message);
  }
}
