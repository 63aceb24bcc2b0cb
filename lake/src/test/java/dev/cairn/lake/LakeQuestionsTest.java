package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.kernel.CairnException;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LakeQuestionsTest {
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

  @AfterEach
  void everySnapshotIsGivenBack() {
    assertThat(lake.leases()).isZero();
  }

  static List<String> normalQuestions() {
    return NormalQuestions.all();
  }

  @ParameterizedTest
  @MethodSource("normalQuestions")
  void ask_normalQuestion_answers(String sql) {
    assertThat(ask.rows(sql)).isNotEmpty();
  }

  @Test
  void ask_group_countsOwnRowsOnly() {
    assertThat(
            ask.rows(
                "select model, count(*), sum(output_tokens) from messages group by 1 order by 1"))
        .hasToString("[[claude-opus, 20, 25], [gpt-5, 20, 25]]");
  }

  @Test
  void ask_otherWorkspace_seesItsOwn() {
    try (Questions.Answer answer =
        ask.open("select distinct workspace from messages", "bob", QueryConfig.DEFAULT.limits())) {
      assertThat(Asking.drain(answer)).hasToString("[[bob]]");
    }
  }

  @Test
  void ask_workspaceWithQuote_isText() {
    try (Questions.Answer answer =
        ask.open("from messages", "x' OR ''='", QueryConfig.DEFAULT.limits())) {
      assertThat(Asking.drain(answer)).isEmpty();
    }
  }

  @Test
  void ask_parameters_areBound() {
    assertThat(
            ask.rows(
                "select ?, ?, ?, ?, count(*) from messages where model = ?",
                "a'b",
                1L,
                1.5,
                true,
                "gpt-5"))
        .hasToString("[[a'b, 1, 1.5, true, 20]]");
  }

  @Test
  void ask_wrongNumberOfParameters_isRefused() {
    assertThatThrownBy(() -> ask.rows("select ?", 1L, 2L))
        .hasMessage("the statement has 1 parameters, 2 values were given");
  }

  @Test
  void ask_time_isInstantInUtc() {
    assertThat(ask.one("select min(ts) from messages"))
        .isEqualTo(Instant.parse("2026-01-05T10:00:00.123456Z"));
    assertThat(ask.one("select strftime(min(ts), '%H:%M') from messages")).isEqualTo("10:00");
  }

  @Test
  void ask_deadRows_areLeftOut() {
    try (TestLake own = new TestLake(temp.resolve("dead"))) {
      Sample.fill(own);
      try (Asking asking = new Asking(own, Asking.CONFIG, temp.resolve("spill2"))) {
        assertThat(asking.one("select count(*) from messages")).isEqualTo(40L);
        own.kill(Datasets.MESSAGES, Set.of(0L, 1L, 1001L));
        assertThat(asking.one("select count(*) from messages")).isEqualTo(38L);
      }
    }
  }

  @Test
  void ask_filesOfOneWorkspaceAndOfMany_giveOwnRowsOnly() {
    try (TestLake own = new TestLake(temp.resolve("apart"));
        Asking asking = new Asking(own, Asking.CONFIG, temp.resolve("spill4"))) {
      own.write(List.of(Sample.row(Datasets.MESSAGES, 1, "local", "mine")));
      own.write(List.of(Sample.row(Datasets.MESSAGES, 2, "bob", Sample.CANARY)));
      assertThat(asking.rows("select content_text from messages").toString()).isEqualTo("[[mine]]");
      own.write(
          List.of(
              Sample.row(Datasets.MESSAGES, 3, "local", "mine too"),
              Sample.row(Datasets.MESSAGES, 4, "bob", Sample.CANARY)));
      Row nobodys = Sample.row(Datasets.MESSAGES, 5, "local", Sample.CANARY).set("workspace", null);
      own.write(List.of(nobodys, Sample.row(Datasets.MESSAGES, 6, "local", "mine at last")));
      assertThat(asking.rows("select content_text from messages order by ts").toString())
          .isEqualTo("[[mine], [mine too], [mine at last]]");
    }
  }

  @Test
  void ask_emptyLake_hasAllColumns() {
    try (TestLake empty = new TestLake(temp.resolve("empty"));
        Asking asking = new Asking(empty, Asking.CONFIG, temp.resolve("spill3"))) {
      for (Questions.Table table : asking.questions().catalog()) {
        try (Questions.Answer answer = asking.open("from " + table.name())) {
          assertThat(answer.columns().stream().map(Questions.AnswerColumn::name))
              .containsExactlyElementsOf(table.columns().keySet());
          assertThat(answer.next()).isNull();
        }
      }
    }
  }

  @Test
  void catalog_columns_areThoseOfTheViews() {
    for (Questions.Table table : ask.questions().catalog()) {
      try (Questions.Answer answer = ask.open("from " + table.name())) {
        assertThat(answer.columns().stream().map(Questions.AnswerColumn::name))
            .as(table.name())
            .containsExactlyElementsOf(table.columns().keySet());
        for (Questions.AnswerColumn column : answer.columns()) {
          assertThat(column.sqlType().replace("INTEGER", "BIGINT"))
              .as(table.name() + "." + column.name())
              .isEqualTo(
                  SqlTypes.of(table.columns().get(column.name()).type())
                      .replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE"));
        }
      }
    }
  }

  @Test
  void catalog_rowIds_areHidden() {
    assertThat(ask.questions().catalog()).noneMatch(table -> table.columns().containsKey("row_id"));
  }

  @Test
  void proxyMessages_hasThe49Columns() {
    assertThat(ask.rows("describe proxy_messages")).hasSize(49);
    assertThat(
            ask.rows(
                "select system_text, tools, conversation_started_at from proxy_messages limit 1"))
        .hasToString(
            "[[You are 12\n\nBe brief, [{\"name\":\"Bash\"}], 2026-01-05T10:00:00.123456Z]]");
  }

  @Test
  void proxyMessages_starAndRow_seeTheSystemText() {
    assertThat(ask.rows("from proxy_messages limit 1").toString()).contains("You are");
    assertThat(ask.rows("select p from proxy_messages p limit 1").toString()).contains("You are");
    assertThat(ask.one("select count(*) from proxy_messages where system_text like 'You%'"))
        .isEqualTo(40L);
  }

  @Test
  void usage_sumsByDayAgentModel() {
    assertThat(
            ask.rows(
                "select date, agent, model, replies, input_tokens, output_tokens from usage order by 2"))
        .hasToString(
            "[[2026-01-05, claude-code, claude-opus, 5, 50, 25], [2026-01-05, codex, gpt-5, 5, 50, 25]]");
  }

  @Test
  void ask_moreRowsThanAllowed_saysCut() {
    try (Questions.Answer answer =
        ask.open("from messages", "local", new Questions.Limits(7, Duration.ofSeconds(5)))) {
      assertThat(Asking.drain(answer)).hasSize(7);
      assertThat(answer.cut()).isTrue();
    }
  }

  @Test
  void ask_asManyRowsAsAllowed_isNotCut() {
    try (Questions.Answer answer =
        ask.open("from messages", "local", new Questions.Limits(40, Duration.ofSeconds(5)))) {
      assertThat(Asking.drain(answer)).hasSize(40);
      assertThat(answer.cut()).isFalse();
    }
  }

  @Test
  void ask_unknownColumn_namesCandidates() {
    assertThatThrownBy(() -> ask.rows("select contnt_text from messages"))
        .isInstanceOf(CairnException.class)
        .hasMessageContaining("Referenced column \"contnt_text\" not found")
        .hasMessageContaining("content_text")
        .hasMessageNotContaining(temp.toString());
  }

  @Test
  void ask_unknownTable_namesTheNearest() {
    assertThatThrownBy(() -> ask.rows("select * from mesages"))
        .hasMessageContaining("there is no table \"mesages\"; did you mean messages?");
  }

  @Test
  void ask_lateError_isNoSilentEnd() {
    assertThatThrownBy(() ->
            ask.rows(
                "select case when i = 900000 then error('late') else 'x' end from range(1000000) t(i)"))
        .hasMessageContaining("late");
    assertThatThrownBy(() ->
            ask.rows(
                "select [case when i = 900000 then error('late') else 'x' end] from range(1000000) t(i)"))
        .hasMessageContaining("late");
  }
}
