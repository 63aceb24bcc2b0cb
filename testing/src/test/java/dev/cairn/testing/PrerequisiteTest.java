package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PrerequisiteTest {
  @TempDir private Path folder;

  private Path program(String path) throws Exception {
    Path program = folder.resolve(path);
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @Test
  void require_absent_leavesTheTestOut() {
    assertThatThrownBy(() -> new Prerequisite(Map.of()).require(Optional.empty(), "no nginx"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("no nginx");
  }

  @Test
  void require_absentUnderAll_failsTheTest() {
    Prerequisite all = new Prerequisite(Map.of("CAIRN_REQUIRE", "all"));
    assertThatThrownBy(() -> all.require(Optional.empty(), "no nginx"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("no nginx, and CAIRN_REQUIRE=all asks for everything");
    assertThat(all.require(Optional.of(1), "")).isEqualTo(1);
  }

  @Test
  void onPath_findsExecutablesOnly() throws Exception {
    Path program = program("bin/thing");
    Files.createFile(folder.resolve("bin/text"));
    Prerequisite here = new Prerequisite(Map.of("PATH", "/nowhere::" + folder.resolve("bin")));
    assertThat(here.onPath("thing")).contains(program);
    assertThat(here.onPath("text")).isEmpty();
  }

  @Test
  void agents_inTheirFolder_areThePlatformsPrograms() throws Exception {
    Path claude = program("node_modules/@anthropic-ai/claude-code-linux-x64/claude");
    Path codex = program("node_modules/@openai/codex-linux-x64/vendor/x86_64/bin/codex");
    program("node_modules/.bin/claude");
    Prerequisite here = new Prerequisite(Map.of("CAIRN_TEST_AGENTS", folder.toString()));
    assertThat(here.claude()).contains(claude);
    assertThat(here.codexAgent()).contains(codex);
  }

  @Test
  void agents_withoutFolder_areOnThePath() throws Exception {
    Path claude = program("bin/claude");
    Prerequisite here = new Prerequisite(Map.of("PATH", folder.resolve("bin").toString()));
    assertThat(here.claude()).contains(claude);
    assertThat(here.codexAgent()).isEmpty();
  }
}
