package dev.cairn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionResolvedTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void resolved_nothingGiven_showsDefaultsInTheFormsThatAreRead() {
    Section root = Section.root(Map.of(), problems);
    Section part = root.section("part");
    part.address("listen", new HostPort("::1", 80));
    part.duration("wait", Duration.ofMinutes(90));
    part.bytes("size", 32L << 20);
    part.choice("format", "text", List.of("text", "json"));
    part.optionalText("nothing");

    assertThat(root.resolved())
        .isEqualTo(
            Map.of(
                "part",
                Map.of("listen", "[::1]:80", "wait", "90m", "size", "32MiB", "format", "text")));
  }

  @Test
  void resolved_readAgain_givesTheSame() {
    Map<String, ?> given =
        Map.of("wait", "250ms", "size", 4096, "list", List.of(Map.of("name", "a"), Map.of()));
    Map<String, Object> once = reading(given);

    assertThat(reading(once)).isEqualTo(once);
    assertThat(problems).isEmpty();
  }

  @Test
  void finish_slipOfTheKeyboard_namesTheKeyThatWasMeant() {
    Section root = Section.root(Map.of("lisen", "x", "Read-Headers", 1, "zebra", 2), problems);
    root.optionalText("listen");
    root.optionalText("read_headers");
    root.finish();

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "lisen: is not a known key; did you mean listen?",
            "Read-Headers: is not a known key; did you mean read_headers?",
            "zebra: is not a known key");
  }

  private Map<String, Object> reading(Map<String, ?> values) {
    Section root = Section.root(values, problems);
    root.duration("wait", Duration.ZERO);
    root.bytes("size", 0);
    root.sections("list").forEach(item -> item.text("name", "none"));
    return root.resolved();
  }
}
