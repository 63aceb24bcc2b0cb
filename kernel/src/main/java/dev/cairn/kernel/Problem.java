package dev.cairn.kernel;

/**
 * One thing that is wrong with a configuration.
 *
 * @param where the place as a path: {@code proxy.upstreams[0].base_url}
 * @param what the rule that was broken and the value that broke it
 * @param warning whether Cairn starts all the same
 */
public record Problem(String where, String what, boolean warning) {
  @Override
  public String toString() {
    return where.isEmpty() ? what : where + ": " + what;
  }
}
