package dev.cairn.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome.Delivered;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends, rotates and compresses under load is killed at random moments. */
final class KillTest {
  private static final Pattern RECORD =
      Pattern.compile("\\{\"writer\":\"([^\"]+)\",\"n\":(\\d+),\"text\":\"(x*)\"}");

  @TempDir Path recordings;
  private final Random random = new Random();

  @Test
  void kill_5Times_whatWasAcknowledgedIsThereOnce() throws Exception {
    kill(5);
  }

  @Test
  @Tag("slow")
  void kill_50Times_whatWasAcknowledgedIsThereOnce() throws Exception {
    kill(50);
  }

  private void kill(int times) throws Exception {
    Map<String, Integer> acknowledged = new HashMap<>();
    for (int round = 0; round < times; round++) {
      killOnce(round, acknowledged);
      assertAllThere(acknowledged);
    }
    assertThat(acknowledged).hasSizeGreaterThan(times);
  }

  private void killOnce(int round, Map<String, Integer> acknowledged) throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                recordings.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader answers = victim.inputReader()) {
      assertThat(answers.readLine()).isEqualTo("started");
      long until = System.nanoTime() + Duration.ofMillis(random.nextInt(50, 500)).toNanos();
      String line;
      while ((line = answers.readLine()) != null) {
        String[] fields = line.split(" ");
        if (fields.length == 3) { // a line that the kill cut short has fewer
          acknowledged.put(fields[0], Integer.parseInt(fields[1]));
        }
        if (System.nanoTime() > until) {
          victim.toHandle().destroyForcibly(); // which leaves the pipe to be read to its end
          until = Long.MAX_VALUE;
        }
      }
    } finally {
      victim.destroyForcibly();
      assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void assertAllThere(Map<String, Integer> acknowledged) throws IOException {
    Map<String, Integer> found = new HashMap<>();
    try (FileJournal journal = Victim.journal(recordings)) {
      journal.start();
      for (String text : Samples.texts(journal)) {
        Matcher record = RECORD.matcher(text);
        assertThat(record.matches()).as(text).isTrue();
        int number = Integer.parseInt(record.group(2));
        assertThat(record.group(3)).hasSize(Victim.length(number));
        int before = found.getOrDefault(record.group(1), -1);
        assertThat(number).as(record.group(1)).isEqualTo(before + 1);
        found.put(record.group(1), number);
      }
    }
    acknowledged.forEach((writer, number) ->
        assertThat(found.getOrDefault(writer, -1)).as(writer).isGreaterThanOrEqualTo(number));
  }

  /** What is killed: 32 writers and an upkeep without pause, on days of half a second. */
  static final class Victim {
    private Victim() {}

    static FileJournal journal(Path recordings) {
      InstantSource fast =
          () ->
              Instant.ofEpochMilli(System.currentTimeMillis())
                  .plus(elapsed().multipliedBy(200_000));
      JournalConfig config =
          new JournalConfig(64 << 20, true, Duration.ZERO, 3, 0, 0, Duration.ofSeconds(1));
      return new FileJournal(config, recordings, "ada", fast, JournalMetrics.NONE);
    }

    private static Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - START);
    }

    private static final long START = System.nanoTime();

    static int length(int number) {
      return number % 100 == 99 ? 100_000 : number * 37 % 2_000;
    }

    public static void main(String[] arguments) throws Exception {
      FileJournal journal = journal(Path.of(arguments[0]));
      journal.start();
      System.out.println("started");
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        String name = arguments[1] + "-" + i;
        writers.add(Thread.ofVirtual().start(() -> write(journal, name)));
      }
      while (writers.getFirst().isAlive()) {
        journal.tidy();
      }
    }

    private static void write(FileJournal journal, String name) {
      for (int n = 0; n < 100_000; n++) {
        String record =
            "{\"writer\":\"%s\",\"n\":%d,\"text\":\"%s\"}"
                .formatted(name, n, "x".repeat(length(n)));
        if (journal.append(Signal.PROXY, List.of(Samples.utf8(record))).join()
            instanceof Delivered) {
          System.out.println(name + " " + n + " .");
        }
      }
    }
  }
}
