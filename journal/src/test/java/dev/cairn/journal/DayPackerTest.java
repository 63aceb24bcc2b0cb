package dev.cairn.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DayPackerTest {
  private static final int SIZE = 3_000_017;

  @TempDir Path folder;
  private final byte[] content = new byte[SIZE];
  private Path plain;
  private Path packed;

  @BeforeEach
  void pack() throws IOException {
    Random random = new Random(3);
    random.nextBytes(content);
    Arrays.fill(content, 1_000_000, 2_000_000, (byte) 'x');
    plain = Files.write(folder.resolve("plain"), content);
    packed = folder.resolve("packed");
    new DayPacker(3, 700_000, DayPacker.Pace.FULL).pack(plain, SIZE, packed);
  }

  @Test
  void pack_severalFrames_areOneZstdFileForEveryReader() throws IOException {
    try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(packed))) {
      assertThat(in.setContinuous(false).readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void unpack_givesTheSame() throws IOException {
    DayPacker.unpack(packed, folder.resolve("again"));
    assertThat(folder.resolve("again")).hasSameBinaryContentAs(plain);
  }

  @Test
  void read_anyOffset_givesTheBytesThere() throws IOException {
    Random random = new Random(5);
    byte[] into = new byte[10_000];
    try (PackedBytes bytes = new PackedBytes(packed)) {
      assertThat(bytes.size()).isEqualTo(SIZE);
      for (int i = 0; i < 300; i++) {
        int offset = i % 10 == 0 ? SIZE - 1 - i : random.nextInt(SIZE);
        int count = bytes.read(offset, into, 3, 9_000);
        assertThat(count).isPositive();
        assertThat(Arrays.equals(into, 3, 3 + count, content, offset, offset + count)).isTrue();
      }
      assertThat(bytes.read(SIZE, into, 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void pack_nothing_isReadAsNothing() throws IOException {
    new DayPacker(3, 700_000, DayPacker.Pace.FULL).pack(plain, 0, packed);
    try (PackedBytes bytes = new PackedBytes(packed)) {
      assertThat(bytes.read(0, new byte[1], 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void open_noSeekTable_fails() {
    assertThatThrownBy(() -> new PackedBytes(plain))
        .isInstanceOf(IOException.class)
        .hasMessage("a compressed day must end with a seek table");
  }
}
