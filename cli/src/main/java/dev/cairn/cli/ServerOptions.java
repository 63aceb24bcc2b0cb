package dev.cairn.cli;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.server.ConfigLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration and the server are; shared by all commands. */
final class ServerOptions {
  @Option(
      names = "--config",
      paramLabel = "PATH|URL",
      description = "The configuration. Default: $CAIRN_HOME/cairn.json, if there is one.")
  @Nullable String config;

  @Option(
      names = "--config-env",
      paramLabel = "NAME",
      description = "Take the configuration from this environment variable.")
  @Nullable String configVariable;

  @Option(
      names = "--config-endpoint",
      paramLabel = "URL",
      description = "Fetch the configuration from this address.")
  @Nullable String configEndpoint;

  @Option(
      names = {"--server", "--api"},
      paramLabel = "URL",
      description = "The server to ask. Default: CAIRN_SERVER, else the one on this machine.")
  @Nullable String server;

  @Option(names = "--debug", description = "Log everything, and show where errors come from.")
  void debug(boolean on) {
    if (on) {
      System.setProperty("cairn.debug", "true");
    }
  }

  /** Whether everything is to be logged. */
  static boolean debugging() {
    return System.getProperty("cairn.debug") != null;
  }

  /** Where the configuration is to be found. */
  ConfigLocation location() {
    if (Stream.of(config, configVariable, configEndpoint).filter(o -> o != null).count() > 1) {
      throw new CairnException(
          ErrorCode.USAGE, "--config, --config-env and --config-endpoint exclude each other");
    }
    if (configVariable != null) {
      return new ConfigLocation.Variable(configVariable);
    }
    if (configEndpoint != null) {
      return new ConfigLocation.Endpoint(url("--config-endpoint", configEndpoint));
    }
    if (config == null) {
      return new ConfigLocation.Default();
    }
    return config.startsWith("http://") || config.startsWith("https://")
        ? new ConfigLocation.Url(url("--config", config))
        : new ConfigLocation.File(Path.of(config));
  }

  /** The address of a server that was named, by option or environment. */
  @Nullable URI serverAddress(Map<String, String> environment) {
    if (server != null) {
      return url("--server", server);
    }
    for (String name : new String[] {"CAIRN_SERVER", "CATTY_API_ADDR"}) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        return url(name, value);
      }
    }
    return null;
  }

  private static URI url(String name, String value) {
    try {
      URI address = URI.create(value);
      if (address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new CairnException(
          ErrorCode.USAGE, name + " must be an http or https address, was \"" + value + "\"", e);
    }
    throw new CairnException(
        ErrorCode.USAGE, name + " must be an http or https address, was \"" + value + "\"");
  }
}
