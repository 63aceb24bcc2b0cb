package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  @TempDir Path dir;

  @Test
  void open_withConfig_isBoundedAndLoadsNothing() throws Exception {
    try (Writer writer = new Writer(LakeConfig.in(dir));
        Connection connection = writer.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT current_setting('memory_limit'), current_setting('threads'),"
                    + " current_setting('temp_directory'),"
                    + " current_setting('autoload_known_extensions')")) {
      result.next();
      assertThat(result.getString(1)).isEqualTo("512.0 MiB");
      assertThat(result.getInt(2)).isEqualTo(2);
      assertThat(result.getString(3)).isEqualTo(dir.resolve("spill").toString());
      assertThat(result.getBoolean(4)).isFalse();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_onLinux_leavesNoUnpackedLibraryBehind() throws Exception {
    new Writer(LakeConfig.in(dir)).close();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      List<String> libraries = maps.filter(line -> line.contains("libduckdb_java")).toList();
      assertThat(libraries).isNotEmpty().allMatch(line -> line.endsWith("(deleted)"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void upkeepThread_onLinux_givesWayToOthers() throws Exception {
    try (TestTrail trail = new TestTrail(dir).start()) {
      String stat =
          Lake.await(
              trail.lake.withTables(upkeep -> Files.readString(Path.of("/proc/thread-self/stat"))));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      assertThat(fields[16]).as("nice").isEqualTo("10");
    }
  }
}
