package dev.cairn.server;

import java.util.Optional;

/** Which Cairn this is. */
final class Version {
  /** As the jar's manifest says; {@code development} where there is no jar. */
  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
