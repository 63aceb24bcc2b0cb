package dev.cairn.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineFeedsTest {
  @Test
  void indexOf_anyBytesAndBounds_findsTheFirst() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte)
                (random.nextInt(12) == 0 ? '\n' : random.nextInt(8, 14) | random.nextInt(2) << 7);
      }
      int to = random.nextInt(bytes.length + 1);
      int from = random.nextInt(to + 1);
      int wanted = -1;
      for (int i = to - 1; i >= from; i--) {
        wanted = bytes[i] == '\n' ? i : wanted;
      }
      assertThat(LineFeeds.indexOf(bytes, from, to)).isEqualTo(wanted);
    }
  }
}
