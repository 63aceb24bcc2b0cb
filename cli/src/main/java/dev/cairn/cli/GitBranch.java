package dev.cairn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The branch that is checked out in a folder, read from git's own files. */
final class GitBranch {
  private static final String REF = "ref: refs/heads/";
  private static final int SHORT_HASH = 7;

  private GitBranch() {}

  /** The branch, a short commit hash when none is checked out, or null outside of git. */
  static @Nullable String of(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.exists(git)) {
        return head(git);
      }
    }
    return null;
  }

  private static @Nullable String head(Path git) {
    try {
      Path folder = git;
      if (Files.isRegularFile(git)) {
        // a worktree: the file says where its folder is
        String pointer = Files.readString(git).strip();
        folder = git.resolveSibling(pointer.replaceFirst("^gitdir: ", ""));
      }
      String head = Files.readString(folder.resolve("HEAD")).strip();
      return head.startsWith(REF)
          ? head.substring(REF.length())
          : head.substring(0, Math.min(SHORT_HASH, head.length()));
    } catch (IOException e) {
      return null;
    }
  }
}
