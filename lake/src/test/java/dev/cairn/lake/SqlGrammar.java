package dev.cairn.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Makes statements at random: mostly in order, with something hostile anywhere now and then. */
final class SqlGrammar {
  private static final List<String> TABLES =
      List.of(
          "messages",
          "sessions",
          "exchanges",
          "tool_calls",
          "witnessed",
          "usage",
          "proxy_messages",
          "MESSAGES");
  private static final List<String> COLUMNS =
      List.of("workspace", "ts", "session_id", "agent", "gateway_id", "machine");
  private static final List<String> RARE_COLUMNS =
      List.of(
          "content_text",
          "title",
          "request_body",
          "filename",
          "file_row_number",
          "row_id",
          "m",
          "*");
  private static final List<String> SCALARS =
      List.of(
          "to_json",
          "hash",
          "typeof",
          "concat",
          "coalesce",
          "struct_pack",
          "row",
          "list_value",
          "json_object",
          "md5",
          "error");
  private static final List<String> AGGREGATES =
      List.of(
          "count", "max", "min", "any_value", "list", "histogram", "first", "mode", "string_agg");
  private static final List<String> HOSTILE_FUNCTIONS =
      List.of(
          "stats",
          "getenv",
          "current_setting",
          "read_text",
          "query",
          "nextval",
          "json_serialize_sql",
          "pg_get_viewdef",
          "no_such");
  private static final List<String> OPERATORS =
      List.of(
          "=",
          "<>",
          "<",
          "||",
          "+",
          "//",
          "like",
          "ilike",
          "->",
          "->>",
          "and",
          "or",
          "is distinct from",
          "^@",
          "~");
  private static final List<String> LITERALS =
      List.of(
          "1",
          "0",
          "-1",
          "'local'",
          "'bob'",
          "'x'",
          "null",
          "true",
          "timestamptz '2026-01-05'",
          "'$.command'",
          "[1, 2]",
          "{'a': 1}",
          "interval 1 day",
          "?",
          "'CANARY'");

  private final Random random;
  private final List<String> hostile;

  SqlGrammar(long seed, Path folder, Path file) {
    random = new Random(seed);
    String lake = folder.toString();
    hostile =
        List.of(
            "'" + file + "'",
            "\"" + file + "\"",
            "read_text('" + file + "')",
            "read_csv('" + file + "')",
            "read_parquet('" + lake + "/*.parquet')",
            "'" + lake + "/**/*.parquet'",
            "glob('" + lake + "/*')",
            "query('from messages')",
            "query_table('messages')",
            "duckdb_views()",
            "duckdb_settings()",
            "information_schema.tables",
            "main.messages",
            "temp.messages",
            "pg_catalog.pg_class",
            "sqlite_master",
            "parquet_metadata('" + lake + "/messages-1.parquet')",
            "json_execute_serialized_sql('{}')",
            "nothing",
            "(with z as (copy messages to '" + lake + "/out') from z)",
            "(with z as (delete from messages returning *) from z)",
            "recurring.t",
            "messages at (version => 1)",
            "range(10)",
            "json_each('[1]')",
            "unnest([1, 2])",
            "generate_series(1, 3)");
  }

  String statement() {
    String query = query(3);
    return switch (random.nextInt(24)) {
      case 0 -> "explain " + query;
      case 1 -> "describe " + query;
      case 2 -> "summarize " + query;
      case 3 -> query + "; " + (random.nextInt(3) == 0 ? query(1) : "");
      case 4 -> "create or replace temp view messages as " + query;
      case 5 -> "copy (" + query + ") to '/tmp/out'";
      case 6 -> "insert into messages " + query;
      case 7 -> "-- c\n" + query + " /* d */";
      default -> query;
    };
  }

  private String query(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 2)) {
      case 0 -> "from " + table(depth);
      case 1 -> "values (" + pick(LITERALS) + ", 1)";
      case 2 -> with(depth) + select(depth - 1);
      case 3 ->
          "("
              + query(depth - 1)
              + ") "
              + pick(List.of("union all by name", "union", "except", "intersect"))
              + " "
              + select(depth - 1);
      case 4 -> "pivot " + table(0) + " on role in ('user', 'assistant') using count(*)";
      default -> select(depth);
    };
  }

  private String with(int depth) {
    boolean recursive = random.nextInt(3) == 0;
    String name = pick(List.of("t", "messages", "a", "\"x y\"", "T"));
    String body =
        recursive
            ? "select 1 as a union all select a + 1 from " + name + " where a < 5"
            : query(depth - 1);
    return "with "
        + (recursive ? "recursive " : "")
        + name
        + " as "
        + pick(List.of("", "materialized "))
        + "("
        + body
        + ") ";
  }

  private String select(int depth) {
    StringBuilder sql = new StringBuilder("select ");
    sql.append(pick(List.of("", "", "distinct "))).append(expression(depth));
    if (random.nextBoolean()) {
      sql.append(", ").append(expression(depth)).append(" as a");
    }
    sql.append(" from ").append(table(depth));
    if (random.nextBoolean()) {
      sql.append(" where ").append(random.nextInt(4) == 0 ? expression(depth) : condition());
    }
    if (random.nextInt(4) == 0) {
      sql.append(pick(List.of(" group by all", " group by 1", " group by rollup (1)")));
    }
    if (random.nextInt(6) == 0) {
      sql.append(" qualify row_number() over (order by ").append(expression(0)).append(") < 3");
    }
    if (random.nextInt(3) == 0) {
      sql.append(" order by ")
          .append(pick(List.of("1", "1", "1", expression(0))))
          .append(pick(List.of("", " desc", " nulls last")));
    }
    if (random.nextInt(3) == 0) {
      sql.append(" limit ")
          .append(pick(List.of("1", "5", "10", "?", "(select max(part) from messages)")));
    }
    return sql.toString();
  }

  private String table(int depth) {
    if (random.nextInt(20) == 0) {
      return pick(hostile);
    }
    return switch (random.nextInt(depth > 0 ? 8 : 3)) {
      case 0, 1, 2 -> pick(TABLES) + " m";
      case 3 -> "(" + query(depth - 1) + ") m";
      case 4 ->
          table(depth - 1)
              + pick(List.of(", ", " cross join ", " natural join "))
              + "("
              + select(0)
              + ") n";
      case 5 ->
          table(0) + " join " + pick(TABLES) + " k on m.workspace = k.workspace and " + condition();
      case 6 -> pick(random.nextInt(4) == 0 ? List.of("t", "T", "\"x y\"") : TABLES) + " m";
      default -> pick(TABLES) + " m tablesample 50%";
    };
  }

  private String expression(int depth) {
    if (depth > 0 && random.nextInt(40) == 0) {
      return "(select content from " + pick(hostile) + ")";
    }
    return switch (random.nextInt(depth > 0 ? 12 : 4)) {
      case 0, 1, 2 -> column();
      case 3 -> pick(LITERALS);
      case 4, 5 -> function(SCALARS) + "(" + expression(depth - 1) + ")";
      case 6 -> function(SCALARS) + "(" + expression(depth - 1) + ", " + expression(0) + ")";
      case 7 ->
          "("
              + expression(depth - 1)
              + "::varchar "
              + pick(OPERATORS)
              + " "
              + expression(depth - 1)
              + "::varchar)";
      case 8 -> "(select max(" + column() + ") from " + table(depth - 1) + ")";
      case 9 ->
          "case when "
              + condition()
              + " then "
              + expression(0)
              + "::varchar else error("
              + expression(0)
              + "::varchar) end";
      case 10 ->
          pick(List.of("try_cast", "try_cast", "cast"))
              + "("
              + expression(depth - 1)
              + " as "
              + pick(
                  List.of(
                      "int", "int", "varchar", "varchar", "timestamptz", "json", "double", "x.y"))
              + ")";
      default ->
          function(AGGREGATES)
              + "("
              + expression(0)
              + ") over (partition by "
              + expression(0)
              + ")";
    };
  }

  private String column() {
    return random.nextInt(12) == 0 ? pick(RARE_COLUMNS) : "m." + pick(COLUMNS);
  }

  private String function(List<String> usual) {
    return pick(random.nextInt(40) == 0 ? HOSTILE_FUNCTIONS : usual);
  }

  private String condition() {
    return column()
        + "::varchar "
        + pick(List.of("=", "<>", "like", "is distinct from"))
        + " "
        + pick(List.of("'local'", "'bob'", "'%CANARY%'", "workspace"));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
