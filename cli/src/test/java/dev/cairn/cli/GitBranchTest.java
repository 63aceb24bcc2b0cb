package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitBranchTest {
  @TempDir Path folder;

  @Test
  void of_subfolderOfCheckout_isItsBranch() throws IOException {
    head(folder.resolve(".git"), "ref: refs/heads/feature/x\n");

    assertThat(GitBranch.of(Files.createDirectories(folder.resolve("a/b")))).isEqualTo("feature/x");
  }

  @Test
  void of_detachedHead_isTheShortCommit() throws IOException {
    head(folder.resolve(".git"), "0123456789abcdef0123456789abcdef01234567\n");

    assertThat(GitBranch.of(folder)).isEqualTo("0123456");
  }

  @Test
  void of_worktree_isTheBranchOfTheWorktree() throws IOException {
    head(folder.resolve("main/.git/worktrees/w"), "ref: refs/heads/side\n");
    Path worktree = Files.createDirectories(folder.resolve("w"));
    Files.writeString(
        worktree.resolve(".git"), "gitdir: " + folder.resolve("main/.git/worktrees/w") + "\n");

    assertThat(GitBranch.of(worktree)).isEqualTo("side");
  }

  @Test
  void of_folderOutsideOfGit_isNone() {
    assertThat(GitBranch.of(folder)).isNull();
  }

  private static void head(Path git, String text) throws IOException {
    Files.writeString(Files.createDirectories(git).resolve("HEAD"), text);
  }
}
