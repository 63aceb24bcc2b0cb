package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares {@code docs/configuration.md} with what {@code cairn config print} says. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Pattern KEY =
      Pattern.compile("^\\| `([a-z_.]+)` \\| [^|]+ \\| ([^|]+) \\| .+ \\|$", Pattern.MULTILINE);
  private static final List<String> NOT_PRINTED = List.of("proxy.upstreams");

  @TempDir Path home;

  @Test
  void page_keysAndDefaults_areThoseOfTheProgram() throws IOException {
    Map<String, String> printed = printed();
    Map<String, String> documented = documented();

    assertThat(documented.keySet()).containsAll(printed.keySet());
    documented.forEach((key, standard) -> {
      if (standard.equals("none") || NOT_PRINTED.contains(key)) {
        assertThat(printed).as("what has no default").doesNotContainKey(key);
      } else if (standard.matches("`.*`")) {
        assertThat(printed).containsEntry(key, standard.substring(1, standard.length() - 1));
      } else {
        assertThat(printed).as("what depends on the machine").containsKey(key);
      }
    });
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> defaults = new LinkedHashMap<>();
    Matcher rows = KEY.matcher(Files.readString(PAGE));
    while (rows.find()) {
      defaults.put(rows.group(1), rows.group(2).contains(" in `") ? "a folder" : rows.group(2));
    }
    return defaults;
  }

  private Map<String, String> printed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            out,
            OutputStream.nullOutputStream(),
            OptionalInt.empty(),
            false,
            Map.of("CAIRN_HOME", home.toString()));
    assertThat(Main.run(terminal, "config", "print")).isZero();
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode whole = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    flatten("", whole, values);
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue(), values));
    } else {
      values.put(path.substring(1), node.isString() ? node.asString() : node.toString());
    }
  }
}
