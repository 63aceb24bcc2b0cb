package dev.cairn.sources.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class WebSocketFramesTest {
  private static final int MEBIBYTE = 1 << 20;
  private final RecordingBuffer buffer = new RecordingBuffer(8 * MEBIBYTE);
  private final List<String> messages = new ArrayList<>();

  private WebSocketFrames frames(boolean deflate) {
    return new WebSocketFrames(
        deflate,
        false,
        16 * MEBIBYTE,
        buffer,
        (bytes, length, cut) -> messages.add(length + " " + cut));
  }

  private static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    out.write(127);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) ((long) payload.length >> shift));
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  @Test
  void message_held_takesRoomOfTheBuffer() {
    WebSocketFrames frames = frames(false);

    frames.accept(frame(0x01, new byte[3 * MEBIBYTE]));
    assertThat(buffer.used()).isEqualTo(3 * MEBIBYTE);
    frames.accept(frame(0x80, new byte[MEBIBYTE]));

    assertThat(messages).containsExactly(4 * MEBIBYTE + " false");
    assertThat(buffer.used()).isZero();
  }

  @Test
  void message_noRoom_isCut() {
    WebSocketFrames frames = frames(false);

    for (int i = 0; i < 12; i++) {
      frames.accept(frame(i == 0 ? 0x01 : 0x00, new byte[MEBIBYTE]));
    }
    frames.accept(frame(0x80, new byte[1]));

    assertThat(messages).containsExactly(7 * MEBIBYTE + " true");
    assertThat(buffer.used()).isZero();
  }

  @Test
  void close_inAMessage_givesTheRoomBack() {
    WebSocketFrames frames = frames(false);
    frames.accept(frame(0x01, new byte[MEBIBYTE]));

    frames.close();

    assertThat(buffer.used()).isZero();
  }

  @Test
  void bomb_inOnePiece_endsTheCopy() {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(new byte[60 * MEBIBYTE]);
    byte[] bomb = new byte[MEBIBYTE];
    int size = deflater.deflate(bomb, 0, bomb.length, Deflater.SYNC_FLUSH);
    WebSocketFrames frames = frames(true);

    frames.accept(frame(0xc1, Arrays.copyOf(bomb, size)));

    assertThat(frames.broken()).isTrue();
    frames.close();
    assertThat(buffer.used()).isZero();
  }

  @Test
  void length_beyondAllLengths_endsTheCopy() {
    WebSocketFrames frames = frames(false);

    frames.accept(new byte[] {(byte) 0x81, 127, -1, -1, -1, -1, -1, -1, -1, -1, 0});

    assertThat(frames.broken()).isTrue();
    assertThat(messages).isEmpty();
  }

  @Test
  void control_betweenFragmentsAndFragmentedItself_disturbsNothing() {
    WebSocketFrames frames = frames(false);
    byte[] text = "abc".getBytes(StandardCharsets.UTF_8);

    frames.accept(frame(0x01, text));
    frames.accept(frame(0x09, text));
    frames.accept(frame(0x8a, text));
    frames.accept(frame(0x80, text));

    assertThat(messages).containsExactly("6 false");
  }

  @Test
  void noise_neverThrowsAndKeepsNoRoom() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      WebSocketFrames frames = frames(i % 2 == 0);
      frames.accept(noise);
      frames.close();
    }
    assertThat(buffer.used()).isZero();
  }
}
