package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeysTest {
  private final Keys keys = new Keys();

  @Test
  void find_manyKeys_givesWhatWasPutForEach() {
    for (int i = 0; i < 100_000; i++) {
      keys.put(Keys.Kind.SIGHTED, "msg-" + i, 1_763_000_000_000_000L + i, i % Keys.FACTS);
    }

    assertThat(keys.size()).isEqualTo(100_000);
    for (int i = 0; i < 100_000; i++) {
      long found = keys.find(Keys.Kind.SIGHTED, "msg-" + i);
      assertThat(Keys.time(found)).isEqualTo(1_763_000_000_000_000L + i);
      assertThat(Keys.facts(found)).isEqualTo(i % Keys.FACTS);
    }
    assertThat(keys.find(Keys.Kind.SIGHTED, "msg-100000")).isEqualTo(Keys.ABSENT);
  }

  @Test
  void has_sameTextOfAnotherKind_isNotThere() {
    keys.put(Keys.Kind.CALL, "toolu_1", 1, 0);

    assertThat(keys.has(Keys.Kind.CALL, "toolu_1")).isTrue();
    assertThat(keys.has(Keys.Kind.RESULT, "toolu_1")).isFalse();
  }

  @Test
  void put_again_replaces() {
    keys.put(Keys.Kind.TOLD, "a-1#1", 5, 1);
    keys.put(Keys.Kind.TOLD, "a-1#1", 4, 2);

    assertThat(keys.size()).isEqualTo(1);
    assertThat(Keys.time(keys.find(Keys.Kind.TOLD, "a-1#1"))).isEqualTo(4);
  }
}
