package dev.cairn.sources.proxy.projection;

/**
 * Whose exchanges those are that do not say it themselves, as recordings of Collectivus do not.
 *
 * @param workspace who may see them
 * @param machine the host they happened on
 */
public record Defaults(String workspace, String machine) {
  public Defaults {
    if (workspace.isBlank()) {
      throw new IllegalArgumentException("workspace must not be blank");
    }
  }
}
