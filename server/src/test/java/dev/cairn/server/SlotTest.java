package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotTest {
  private final List<String> events = new ArrayList<>();
  private final Slot<Part> slot = new Slot<>(Optional.of(part("a")));

  @BeforeEach
  void start() {
    slot.start();
    events.clear();
  }

  @Test
  void overlap_newStarts_beforeOldStops() {
    slot.overlap(part("b"));

    assertThat(events).containsExactly("start b", "close a");
    assertThat(name()).isEqualTo("b");
  }

  @Test
  void overlap_newFails_oldGoesOn() {
    assertThatThrownBy(() -> slot.overlap(part("bad"))).hasMessage("bad cannot start");

    assertThat(events).containsExactly("close bad");
    assertThat(name()).isEqualTo("a");
  }

  @Test
  void replace_oldStops_beforeNewStarts() {
    slot.replace(part("b"));

    assertThat(events).containsExactly("close a", "start b");
    assertThat(name()).isEqualTo("b");
  }

  @Test
  void replace_newFails_oneAsBeforeStarts() {
    assertThatThrownBy(() -> slot.replace(part("bad"))).hasMessage("bad cannot start");

    assertThat(events).containsExactly("close a", "close bad", "start a");
    assertThat(name()).isEqualTo("a");
  }

  @Test
  void close_thenReplaceOrOverlap_startsNothing() {
    slot.close();
    slot.close();
    slot.replace(part("b"));
    slot.overlap(part("c"));

    assertThat(events).containsExactly("close a");
    assertThat(slot.current()).isEmpty();
  }

  @Test
  void emptySlot_canBeFilledAndEmptied() {
    slot.empty();
    slot.overlap(part("b"));
    slot.empty();

    assertThat(events).containsExactly("close a", "start b", "close b");
  }

  private String name() {
    return slot.current().orElseThrow().name;
  }

  private Supplier<Part> part(String name) {
    return () -> new Part(name);
  }

  private final class Part implements Component {
    final String name;

    Part(String name) {
      this.name = name;
    }

    @Override
    public void start() {
      if (name.equals("bad")) {
        throw new IllegalStateException("bad cannot start");
      }
      events.add("start " + name);
    }

    @Override
    public void close() {
      events.add("close " + name);
    }
  }
}
