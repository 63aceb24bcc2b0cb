package dev.cairn.sources.proxy;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the place an agent works at.
 *
 * @param cwd its folder
 * @param gitBranch the branch checked out there
 * @param runId the run that started it
 */
record RunContext(@Nullable String cwd, @Nullable String gitBranch, @Nullable String runId) {
  static final RunContext UNKNOWN = new RunContext(null, null, null);

  /** The same, with what is missing taken from another. */
  RunContext orElse(RunContext other) {
    return new RunContext(
        cwd == null ? other.cwd : cwd,
        gitBranch == null ? other.gitBranch : gitBranch,
        runId == null ? other.runId : runId);
  }
}
