package dev.cairn.journal;

import dev.cairn.trail.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records such as agents leave: every request repeats its whole history. */
final class SampleSessions {
  private final Random random = new Random(7);
  private final List<String> words = new ArrayList<>();

  private SampleSessions() {
    for (int i = 0; i < 8_000; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 2 + random.nextInt(9); length > 0; length--) {
        word.append((char) ('a' + (int) Math.min(25, Math.abs(random.nextGaussian() * 8))));
      }
      words.add(word.toString());
    }
  }

  /** Writes the turns of several sessions that go on at the same time. */
  static void write(Journal journal, int sessions, int turns) {
    SampleSessions samples = new SampleSessions();
    String system = samples.text(50_000);
    List<StringBuilder> histories = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      histories.add(new StringBuilder());
    }
    for (int turn = 0; turn < turns; turn++) {
      for (StringBuilder history : histories) {
        samples.turn(journal, system, history);
      }
    }
  }

  private void turn(Journal journal, String system, StringBuilder history) {
    String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    history
        .append("{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"")
        .append(text(3_600))
        .append("\\\"},");
    List<byte[]> records = new ArrayList<>();
    records.add(
        Samples.utf8(
            "{\"exchange_id\":\"%s\",\"kind\":\"request\",\"body\":\"%s%s\"}"
                .formatted(id, system, history)));
    String reply = text(1_400);
    for (int at = 0, event = 0; at < reply.length(); at += 14, event++) {
      records.add(Samples.utf8(event(id, event, reply, at)));
    }
    history
        .append("{\\\"role\\\":\\\"assistant\\\",\\\"content\\\":\\\"")
        .append(reply)
        .append("\\\"},");
    records.add(Samples.utf8("{\"exchange_id\":\"%s\",\"kind\":\"exchange\"}".formatted(id)));
    Samples.append(journal, records.toArray(byte[][]::new));
  }

  private String event(String id, int event, String reply, int at) {
    return """
    {"exchange_id":"%s","kind":"stream_event","t_ms":%d,"event":"content_block_delta",\
    "data":"{\\"type\\":\\"content_block_delta\\",\\"index\\":0,\\"delta\\":{\\"type\\":\
    \\"text_delta\\",\\"text\\":\\"%s\\"}}"}\
    """
        .formatted(
            id,
            400 + 20 * event + random.nextInt(9),
            reply.substring(at, Math.min(reply.length(), at + 14)));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(words.get((int) (words.size() * Math.pow(random.nextDouble(), 3)))).append(' ');
      if (random.nextInt(9) == 0) {
        text.append(random.nextInt(100_000)).append(' ');
      }
    }
    return text.toString();
  }
}
