package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostileTest {
  @TempDir Path temp;

  @Test
  void ask_hostile_isRefusedAndChangesNothing() throws Exception {
    try (TestLake lake = new TestLake(temp.resolve("lake"))) {
      Sample.fill(lake);
      Path file = Tree.plantCanary(lake.folder());
      String before = Tree.digest(temp.resolve("lake"));
      List<String> answered = new ArrayList<>();
      try (Asking ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill"))) {
        List<String> statements = HostileStatements.over(lake.folder(), file);
        assertThat(statements).hasSizeGreaterThan(250);
        for (String sql : statements) {
          Throwable thrown =
              catchThrowable(
                  () -> ask.rows(sql, sql.contains("?") ? new Object[] {1L} : new Object[0]));
          if (!(thrown instanceof CairnException refused)
              || refused.code() != ErrorCode.SQL_REFUSED) {
            answered.add(sql.substring(0, Math.min(120, sql.length())) + " -> " + thrown);
          }
        }
        assertThat(ask.one("select count(*) from messages")).isEqualTo(40L);
      }
      assertThat(answered).isEmpty();
      assertThat(Tree.digest(temp.resolve("lake"))).isEqualTo(before);
      assertThat(lake.leases()).isZero();
    }
  }

  /** Whoever may look at a row first must not see another workspace's in an error. */
  @Test
  void ask_failingExpressions_neverTellOfAnotherWorkspace() {
    try (TestLake lake = new TestLake(temp.resolve("lake"))) {
      Sample.fill(lake);
      try (Asking ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill"))) {
        for (String condition :
            List.of(
                "case when content_text like 'CANARY%' then error(content_text) else true end",
                "case when content_text like 'CANARY%' then content_text::int = 1 else true end",
                "case when workspace <> 'local' then error(workspace) else true end",
                "json_extract(case when content_text like 'CANARY%' then content_text else '{}' end, '$.x') is null",
                "(1 // (case when content_text like 'CANARY%' then 'x'::int else 1 end)) = 1",
                "strptime(case when content_text like 'CANARY%' then content_text else '1' end, '%d') is not null",
                "regexp_matches('x', case when content_text like 'CANARY%' then '(' else 'x' end)")) {
          for (String sql :
              List.of(
                  "select count(*) from messages where " + condition,
                  "select " + condition + " from messages order by ts desc limit 5",
                  "select count(*) from messages a join messages b on a.ts = b.ts and "
                      + condition
                          .replace("content_text", "b.content_text")
                          .replace("workspace", "b.workspace"),
                  "select count(*) filter (where " + condition + ") from messages",
                  "select * from messages where workspace in ('local', 'bob') and " + condition)) {
            assertThat(ask.rows(sql).toString()).as(sql).doesNotContain("CANARY");
          }
        }
      }
    }
  }

  @Test
  void ask_runsForEver_isStopped() {
    try (TestLake lake = new TestLake(temp.resolve("lake"))) {
      Sample.fill(lake);
      try (Asking ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill"))) {
        Questions.Limits limits = new Questions.Limits(1_000_000_000, Duration.ofMillis(400));
        for (String sql :
            List.of(
                "with recursive t as (select 1 n union all select n + 1 from t) select count(*) from t",
                "select count(*) from range(1000000000000) where range = -1",
                "select * from range(1000000000000) where hash(range) = 1",
                "select [range] from range(1000000000000) where hash(range) = 1",
                "select count(*) from messages a, messages b, messages c, messages d, messages e, messages f")) {
          Throwable thrown =
              catchThrowable(() -> {
                try (Questions.Answer answer = ask.open(sql, "local", limits)) {
                  Asking.drain(answer);
                }
              });
          assertThat(thrown)
              .as(sql)
              .hasMessage(
                  "the question ran longer than 400ms; ask for less, or raise query.time_limit");
          assertThat(((CairnException) thrown).code()).isEqualTo(ErrorCode.SQL_TIMEOUT);
        }
      }
    }
  }
}
