package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotTest {
  private final List<String> events = new ArrayList<>();
  private boolean sideBySide;
  private final Slot<String, Part> slot =
      new Slot<>(Optional.of("a"), Part::new, (before, after) -> sideBySide);

  @BeforeEach
  void start() {
    slot.start();
    events.clear();
  }

  @Test
  void become_sideBySide_newStartsBeforeOldStops() {
    sideBySide = true;
    slot.become(Optional.of("b"));

    assertThat(events).containsExactly("start b", "close a");
    assertThat(name()).isEqualTo("b");
  }

  @Test
  void become_sideBySideAndNewFails_oldGoesOn() {
    sideBySide = true;
    assertThatThrownBy(() -> slot.become(Optional.of("bad"))).hasMessage("bad cannot start");

    assertThat(events).containsExactly("close bad");
    assertThat(name()).isEqualTo("a");
    assertThat(slot.differs(Optional.of("a"))).isFalse();
  }

  @Test
  void become_onePlace_oldStopsBeforeNewStarts() {
    slot.become(Optional.of("b"));

    assertThat(events).containsExactly("close a", "start b");
    assertThat(name()).isEqualTo("b");
  }

  @Test
  void become_onePlaceAndNewFails_oneAsBeforeStarts() {
    assertThatThrownBy(() -> slot.become(Optional.of("bad"))).hasMessage("bad cannot start");

    assertThat(events).containsExactly("close a", "close bad", "start a");
    assertThat(name()).isEqualTo("a");
  }

  @Test
  void become_theSame_changesNothing() {
    slot.become(Optional.of("a"));

    assertThat(events).isEmpty();
  }

  @Test
  void become_emptyAndBack_stopsAndStarts() {
    slot.become(Optional.empty());
    assertThat(slot.current()).isEmpty();
    slot.become(Optional.of("b"));

    assertThat(events).containsExactly("close a", "start b");
  }

  @Test
  void close_thenBecome_startsNothing() {
    slot.close();
    slot.close();
    slot.become(Optional.of("b"));

    assertThat(events).containsExactly("close a");
    assertThat(slot.current()).isEmpty();
  }

  private String name() {
    return slot.current().orElseThrow().name;
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
