package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command that docs/coming-from.md and the README name is one that Cairn understands. */
class ComingFromTest {
  private static final Pattern COMMAND =
      Pattern.compile("`(?:\\./)?cairn ([^`]+)`|^\\./cairn ([^#|>]+)", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : List.of(Path.of("../docs/coming-from.md"), Path.of("../README.md"))) {
      Matcher matcher = COMMAND.matcher(Files.readString(page));
      while (matcher.find()) {
        commands.add((matcher.group(1) != null ? matcher.group(1) : matcher.group(2)).strip());
      }
    }
    assertThat(commands).hasSizeGreaterThan(20);
    return commands.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_ofThePage_isUnderstood(String command) {
    OutputStream none = OutputStream.nullOutputStream();
    Terminal terminal = new Terminal(none, none, OptionalInt.empty(), false, Map.of());
    CommandLine commands = Main.commandLine(terminal);

    CommandLine.ParseResult parsed = commands.parseArgs(words(command));

    assertThat(parsed.hasSubcommand() || !parsed.matchedOptions().isEmpty()).isTrue();
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.toArray(String[]::new);
  }
}
