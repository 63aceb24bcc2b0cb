package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trail.Questions;
import dev.cairn.trail.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks {@link Sample}'s forty rows, one a minute from 10:00, in parts. */
class ScopeTest {
  private static final Questions.Limits LIMITS =
      new Questions.Limits(1_000, Duration.ofSeconds(20));

  @TempDir static Path temp;
  static TestLake lake;
  static Asking ask;

  @BeforeAll
  static void open() {
    lake = new TestLake(temp.resolve("lake"));
    Sample.fill(lake);
    ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill"));
  }

  @AfterAll
  static void close() {
    ask.close();
    lake.close();
  }

  private static Object one(String sql, Scope scope) {
    Questions.Question question = new Questions.Question(sql, List.of(), "local", LIMITS, scope);
    try (Questions.Answer answer = ask.questions().ask(question)) {
      return Asking.drain(answer).getFirst().getFirst();
    }
  }

  private static Scope between(String from, String to) {
    return new Scope(Instant.parse(from), Instant.parse(to), List.of(), List.of());
  }

  private static Scope days(String... days) {
    return new Scope(null, null, List.of(days).stream().map(LocalDate::parse).toList(), List.of());
  }

  private static Scope gateways(String... ids) {
    return new Scope(null, null, List.of(), List.of(ids));
  }

  @Test
  void ask_timesInScope_countsOnlyThose() {
    Scope fiveMinutes = between("2026-01-05T10:10:00Z", "2026-01-05T10:15:00Z");

    assertThat(one("select count(*) from messages", fiveMinutes)).isEqualTo(5L);
    assertThat(one("select count(*) from exchanges", fiveMinutes)).isEqualTo(5L);
    assertThat(one("select sum(replies) from usage", fiveMinutes)).hasToString("1");
    assertThat(one("select count(*) from proxy_messages", fiveMinutes)).isEqualTo(5L);
  }

  @Test
  void ask_scopeAfterAnother_doesNotReuseItsView() {
    String count = "select count(*) from messages";

    assertThat(one(count, between("2026-01-05T10:10:00Z", "2026-01-05T10:15:00Z"))).isEqualTo(5L);
    assertThat(one(count, Scope.ALL)).isEqualTo(40L);
  }

  @Test
  void ask_days_countsThem() {
    assertThat(one("select count(*) from messages", days("2026-01-05", "2026-01-07")))
        .isEqualTo(40L);
    assertThat(one("select count(*) from messages", days("2026-01-06"))).isEqualTo(0L);
  }

  @Test
  void ask_gateways_countsTheirs() {
    assertThat(one("select count(*) from messages", gateways("bob", "ada"))).isEqualTo(40L);
    assertThat(one("select count(*) from messages", gateways("x') or ('1'='1"))).isEqualTo(0L);
  }

  @Test
  void ask_scopeOfMessages_keepsWhatTheirRequestsSaid() {
    Scope aMinute = between("2026-01-05T10:10:00Z", "2026-01-05T10:11:00Z");

    assertThat(one("select system_text from proxy_messages", aMinute)).asString().contains("You");
  }

  @Test
  void ask_endsOfTime_areTimesToo() {
    Scope all = new Scope(Instant.MIN, Instant.MAX, List.of(LocalDate.MAX), List.of());

    assertThat(one("select count(*) from messages", all)).isEqualTo(0L);
  }
}
