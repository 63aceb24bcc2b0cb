package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TreeRulesTest {
  private static final List<String> RARE =
      List.of(
          "select x not between 1 and 2, x not in (1, 2), x is not distinct from 1 from messages",
          "select x is distinct from 1, x <> 1, x <= 1, x >= 1, x > 1, x < 1, x = 1, not x, #1",
          "select x is null, x is not null, try(x), x collate nocase, [1], array[1, 2], {'a': 1}.a, (x).y",
          "select rank() over (), dense_rank() over (), percent_rank() over (), cume_dist() over ()",
          "select first_value(x) over (), last_value(x) over (), nth_value(x, 2) over ()",
          "select ntile(2) over (), lead(x) over (), lag(x) over (), fill(x) over (order by x)",
          "select * from messages order by x asc, y desc, z limit 10 offset 1",
          "select *columns('a.*'), coalesce(*columns('a.*')), nullif(a, b), a or b and c",
          "select max(x order by y), ? from messages",
          "select * from a union all select * from b");

  @TempDir Path temp;

  @Test
  void rules_everyKind_isOneThatTheParserMakes() {
    Set<String> nodes = new TreeSet<>();
    Set<String> expressions = new TreeSet<>();
    List<String> statements = new ArrayList<>(NormalQuestions.all());
    statements.addAll(RARE);
    try (QueryEngine engine = engine()) {
      for (String sql : statements) {
        collect(JsonMapper.shared().readTree(engine.parser().parse(sql)), nodes, expressions);
      }
    }
    assertThat(nodes).containsExactlyInAnyOrderElementsOf(TreeRules.NODES);
    assertThat(expressions).containsExactlyInAnyOrderElementsOf(TreeRules.EXPRESSIONS);
  }

  private QueryEngine engine() {
    return QueryEngine.open(Asking.CONFIG, List.of(temp), temp.resolve("spill"));
  }

  private static void collect(JsonNode node, Set<String> nodes, Set<String> expressions) {
    if (node.has("class")) {
      expressions.add(node.path("class").asString() + "/" + node.path("type").asString());
    } else if (node.path("type").isString()) {
      nodes.add(node.path("type").asString());
    }
    node.forEach(child -> collect(child, nodes, expressions));
  }

  @Test
  void check_writesInWith_isRefusedByKind() {
    try (QueryEngine engine = engine()) {
      SqlGuard guard = new SqlGuard(engine.parser(), new Views().names());
      assertThatThrownBy(
              () -> guard.check("with x as (delete from messages returning *) from x", 0))
          .hasMessage("DELETE is not answered; these are: " + TreeRules.ANSWERED);
      assertThatThrownBy(() -> guard.check("select * from read_text('x')", 0))
          .hasMessageStartingWith("read_text(...) is refused in FROM; unnest, range,");
      assertThatThrownBy(() -> guard.check("select uper('x')", 0))
          .hasMessage(
              "the function uper is not one that a question may call; did you mean upper?"
                  + " (character 8)");
      assertThatThrownBy(() -> guard.check("drop view messages", 0))
          .hasMessage("a question may only read; these are answered: " + TreeRules.ANSWERED);
      assertThatThrownBy(() -> guard.check("select 1 from", 0))
          .hasMessage("syntax error at or near \"from\" (character 10)");
      assertThatThrownBy(() -> guard.check("select 1; select 2", 0))
          .hasMessage("a question is one statement, this has 2");
      assertThatThrownBy(() -> guard.check("select repeat('x', 1000000000)", 0))
          .hasMessage(
              "repeat would make a value more than 1000000 times as large; use FROM range(...)"
                  + " (character 8)");
    }
  }
}
