package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionVerdictsTest {
  private final FunctionVerdicts verdicts = FunctionVerdicts.read();

  @Test
  void engine_everyFunction_wasJudged() throws Exception {
    assertThat(names("")).filteredOn(name -> !verdicts.knows(name)).isEmpty();
  }

  @Test
  void engine_tableFunctions_areRefusedButFive() throws Exception {
    assertThat(names(" WHERE function_type IN ('table', 'table_macro', 'pragma')"))
        .filteredOn(verdicts::allowsAsTable)
        .containsExactlyInAnyOrder("unnest", "range", "generate_series", "json_each", "json_tree");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read_text",
        "READ_PARQUET",
        "glob",
        "query",
        "query_table",
        "getenv",
        "current_setting",
        "nextval",
        "duckdb_settings",
        "pg_get_viewdef",
        "pragma_table_info",
        "stats",
        "sleep_ms",
        "json_execute_serialized_sql",
        "write_log",
        "which_secret",
        "a_function_of_tomorrow"
      })
  void allows_whatReadsOrActs_isRefused(String name) {
    assertThat(verdicts.allows(name)).isFalse();
    assertThat(verdicts.allowsAsTable(name)).isFalse();
  }

  private static List<String> names(String where) throws Exception {
    List<String> names = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT DISTINCT function_name FROM duckdb_functions()" + where)) {
      while (result.next()) {
        if (!result.getString(1).contains(" ")) { // IS DISTINCT FROM is parsed as a comparison
          names.add(result.getString(1));
        }
      }
    }
    return names;
  }
}
