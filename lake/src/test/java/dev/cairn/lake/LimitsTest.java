package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.model.Datasets;
import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitsTest {
  private static final Questions.Limits LIMITS =
      new Questions.Limits(1_000, Duration.ofSeconds(20));

  @TempDir Path temp;
  private TestLake lake;

  @BeforeEach
  void fill() {
    lake = new TestLake(temp.resolve("lake"));
    Sample.fill(lake);
  }

  @AfterEach
  void close() {
    assertThat(lake.leases()).isZero();
    lake.close();
  }

  private Asking asking(int concurrency, Duration waiting) {
    return new Asking(
        lake,
        new QueryConfig(
            Duration.ofSeconds(20), 64L << 20, 16L << 20, 10_000, concurrency, waiting, 2),
        temp.resolve("spill"));
  }

  @Test
  void ask_tooMuchMemory_namesTheLimit() {
    try (Asking ask = asking(1, Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> ask.rows("select list(range) from range(1000000000)"))
          .isInstanceOf(CairnException.class)
          .hasMessageContaining("query.memory (64 MiB) and query.spill (16 MiB)")
          .extracting(e -> ((CairnException) e).code())
          .isEqualTo(ErrorCode.SQL_MEMORY);
      assertThatThrownBy(() ->
              ask.rows(
                  "select count(*) from (select distinct hash(range) || 'x' from range(50000000))"))
          .hasMessageContaining("query.memory");
      assertThat(ask.one("select count(*) from messages")).isEqualTo(40L);
    }
  }

  @Test
  void ask_moreThanConcurrency_waitsAndThenSaysSo() {
    try (Asking ask = asking(1, Duration.ofMillis(50));
        Questions.Answer first = ask.open("from messages", "local", LIMITS)) {
      assertThatThrownBy(() -> ask.rows("select 1"))
          .hasMessage(
              "1 questions run already (query.concurrency) and none ended within 50 ms (query.wait)");
      assertThat(first.next()).isNotNull();
    }
  }

  @Test
  void ask_answerReadToItsEnd_freesItsPlace() {
    try (Asking ask = asking(1, Duration.ofMillis(50))) {
      Questions.Answer first = ask.open("select 1", "local", LIMITS);
      assertThat(Asking.drain(first)).hasSize(1);
      assertThat(ask.rows("select 2")).hasSize(1);
      first.close();
      first.close();
    }
  }

  @Test
  void ask_answerNeverClosed_isTakenBack() {
    Questions.Limits soon = new Questions.Limits(10, Duration.ofMillis(100));
    try (Asking ask = asking(1, Duration.ofSeconds(5))) {
      Questions.Answer forgotten = ask.open("from messages", "local", soon);
      assertThat(ask.rows("select 1")).hasSize(1);
      assertThatThrownBy(forgotten::next).hasMessageContaining("ran longer than 100ms");
    }
  }

  @Test
  void ask_manyWorkspacesAndVersionsAtOnce_neverMix() throws Exception {
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    try (Asking ask = asking(4, Duration.ofSeconds(20))) {
      List<Thread> threads =
          List.of("local", "bob", "local", "bob", "nobody", "local").stream()
              .map(workspace -> Thread.ofVirtual().start(() -> askOften(ask, workspace, wrong)))
              .toList();
      for (int i = 0; i < 20; i++) {
        lake.write(List.of(Sample.row(Datasets.MESSAGES, 100 + i, "carol", "late")));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void askOften(Asking ask, String workspace, ConcurrentLinkedQueue<String> wrong) {
    String expected = workspace.equals("nobody") ? "[]" : "[[" + workspace + ", 40]]";
    for (int i = 0; i < 60; i++) {
      try (Questions.Answer answer =
          ask.open("select workspace, count(*) from messages group by 1", workspace, LIMITS)) {
        String rows = Asking.drain(answer).toString();
        if (!rows.equals(expected)) {
          wrong.add(workspace + ": " + rows);
        }
      } catch (CairnException e) {
        wrong.add(e.getMessage());
      }
    }
  }

  @Test
  void ask_wideRows_doNotFillTheHeap() {
    lake.writeSelect(
        Datasets.EXCHANGES,
        "select 'x' || range exchange_id, now() ts, 'local' workspace, repeat(md5(range::varchar), 3000) request_body from range(400)");
    try (Asking ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill2"))) {
      assertThat(ask.rows("select exchange_id, request_body[1:3] from exchanges")).hasSize(440);
      try (Questions.Answer answer =
          ask.open("select request_body from exchanges", "local", LIMITS)) {
        int rows = 0;
        while (answer.next() != null) {
          rows++;
        }
        assertThat(rows).isEqualTo(440);
      }
    }
  }
}
