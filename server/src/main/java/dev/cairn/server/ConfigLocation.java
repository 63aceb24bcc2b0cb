package dev.cairn.server;

import java.net.URI;
import java.nio.file.Path;

/** Where a configuration is to be read. */
public sealed interface ConfigLocation {
  /** {@code cairn.json} in the data folder where there is one, and nothing otherwise. */
  record Default() implements ConfigLocation {}

  /** A file that must be there. */
  record File(Path path) implements ConfigLocation {}

  /** An http or https address, fetched once. */
  record Url(URI url) implements ConfigLocation {}

  /** JSON text in a variable of the environment. */
  record Variable(String name) implements ConfigLocation {}

  /** An http or https address that hands out configurations to gateways, fetched once. */
  record Endpoint(URI url) implements ConfigLocation {}
}
