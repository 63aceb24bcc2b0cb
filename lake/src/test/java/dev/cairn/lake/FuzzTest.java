package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is answered changes no byte and tells of no other workspace and no other file. */
final class FuzzTest {
  private static final Questions.Limits LIMITS = new Questions.Limits(500, Duration.ofMillis(500));

  @TempDir Path temp;

  @Test
  void ask_randomStatements_stayInside() throws Exception {
    Map<Result, Integer> results = fuzz(2_000, 20261120);
    assertThat(results.get(Result.ANSWERED)).isGreaterThan(300);
    assertThat(results.get(Result.REFUSED)).isGreaterThan(300);
  }

  @Test
  @Tag("slow")
  void ask_manyRandomStatements_stayInside() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(fuzz(2_500, seed)).containsKey(Result.ANSWERED);
    }
  }

  private enum Result {
    ANSWERED,
    REFUSED,
    FAILED
  }

  private Map<Result, Integer> fuzz(int statements, long seed) throws Exception {
    Path folder = temp.resolve("lake" + seed);
    Map<Result, Integer> results = new EnumMap<>(Result.class);
    try (TestLake lake = new TestLake(folder)) {
      Sample.fill(lake);
      Path file = Tree.plantCanary(folder);
      String before = Tree.digest(folder);
      SqlGrammar grammar = new SqlGrammar(seed, folder, file);
      try (Asking ask = new Asking(lake, Asking.CONFIG, temp.resolve("spill" + seed))) {
        for (int i = 0; i < statements; i++) {
          results.merge(run(ask, grammar.statement()), 1, Integer::sum);
        }
      }
      assertThat(Tree.digest(folder)).isEqualTo(before);
      assertThat(lake.leases()).isZero();
    }
    return results;
  }

  private Result run(Asking ask, String sql) {
    Object[] parameters = sql.chars().filter(c -> c == '?').mapToObj(c -> 1L).toArray();
    try (Questions.Answer answer = ask.open(sql, "local", LIMITS, parameters)) {
      List<List<Object>> rows = Asking.drain(answer);
      inside(sql, rows.toString());
      return Result.ANSWERED;
    } catch (CairnException e) {
      inside(sql, e.code() == ErrorCode.SQL_REFUSED ? "" : e.getMessage());
      return e.code() == ErrorCode.SQL_REFUSED ? Result.REFUSED : Result.FAILED;
    }
  }

  private void inside(String sql, String said) {
    for (String canary : Tree.canaries()) {
      assertThat(said).as(sql).doesNotContain(canary);
    }
    assertThat(said).as(sql).doesNotContain("invalidated", "INTERNAL", "java.lang");
  }
}
