package dev.cairn.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Statements that must not run; FILE is a file of the lake, OUT a place inside its folder. */
final class HostileStatements {
  private static final List<String> TEMPLATES =
      List.of(
          // writing, by statement
          "insert into messages values (1)", "update messages set role = 'x'", "delete from messages",
          "merge into messages using messages m on true when matched then delete",
          "truncate messages", "drop view messages", "drop table messages", "alter view messages rename to m2",
          "create table t as select 1", "create temp table t (a int)", "create view v as select 1",
          "create or replace view messages as select 1", "create temp view v as select 1",
          "create macro f(x) as x", "create macro f() as table select * from read_text('FILE')",
          "create function f(x) as x", "create type e as enum ('a')", "create sequence s",
          "create schema s", "create secret (type s3)", "create index i on messages(role)",
          "copy messages to 'OUT'", "copy (select 1) to 'OUT' (format csv)", "copy t from 'FILE'",
          "copy (select * from messages) to 'OUT' (format parquet, overwrite true)",
          "export database 'OUT'", "import database 'OUT'", "attach 'OUT' as x", "attach ':memory:' as x",
          "attach if not exists 'OUT' (type sqlite)", "detach memory", "use temp", "checkpoint",
          "force checkpoint", "vacuum", "analyze", "comment on view messages is 'x'",
          "begin", "begin transaction read only", "commit", "rollback", "start transaction",
          // settings, extensions
          "install httpfs", "load httpfs", "force install json", "load 'OUT'", "update extensions",
          "set threads = 8", "set global memory_limit = '8GB'", "set enable_external_access = true",
          "set max_execution_time = 0", "set session max_execution_time = 0", "reset max_execution_time",
          "set variable x = 1", "set search_path = 'main'", "set TimeZone = 'Europe/Berlin'", "reset all",
          "pragma version", "pragma database_list", "pragma table_info('messages')", "pragma threads = 8",
          "pragma enable_profiling", "pragma profiling_output = 'OUT'",
          "call pragma_version()", "call duckdb_tables()", "call checkpoint()",
          "prepare p as select 1", "execute p", "deallocate p", "do $$ begin end $$",
          "explain analyze select 1", "explain analyze delete from messages", "explain delete from messages",
          "explain insert into messages values (1)", "explain copy messages to 'OUT'", "explain (analyze) select 1",
          "explain (format json) select 1", "explain explain analyze select 1", "explain set threads = 1",
          // writing, inside a SELECT
          "with x as (insert into messages values (1) returning *) select * from x",
          "with x as (delete from messages returning *) select * from x",
          "with x as (update messages set role = 'a' returning *) select * from x",
          "with x as (copy (select 1) to 'OUT') select 1",
          "with x as materialized (copy messages to 'OUT') select * from x",
          "select * from (with x as (copy (select 1) to 'OUT') select 1)",
          "select (with x as (delete from messages returning 1) select * from x)",
          "with a as (select 1), b as (copy a to 'OUT') select * from a",
          // many statements
          "select 1; select 2", "select 1; drop view messages", "select 1;; select 2",
          "select 1; copy messages to 'OUT'", "; ; ", "", " ", "-- nothing", "/* nothing */",
          "select 1 /* ; */ ; delete from messages --",
          // files, by name
          "from 'FILE'", "from \"FILE\"", "select * from 'FILE'", "select * from \"/etc/passwd\"",
          "table 'FILE'", "from 'FOLDER/**'", "from 'FOLDER/*.parquet'", "from 'file:FILE'",
          "summarize 'FILE'", "describe 'FILE'", "summarize table 'FILE'", "select * from FILE",
          "select (select count(*) from 'FILE')", "select * from messages, 'FILE'",
          "select * from messages join 'FILE' f on true", "select * from messages where role in (from 'FILE' select role)",
          "with x as (from 'FILE') from x", "with x as (select 1) from 'FILE'",
          "select exists (from 'FILE')", "select * from lateral (from 'FILE')",
          "pivot 'FILE' on role in ('user') using count(*)", "unpivot 'FILE' on part into name n value v",
          "select * from (values (1)) union all by name from 'FILE'", "explain from 'FILE'",
          "from 'https://example.com/x.parquet'", "from 's3://bucket/x.parquet'", "from '/proc/self/environ'",
          "from 'FOLDER/../lake/x.parquet'", "from '-'", "from '/dev/stdin'",
          // files, by function
          "from read_parquet('FILE')", "from parquet_scan('FILE')", "from read_parquet(['FILE'])",
          "from READ_PARQUET('FILE')", "from \"read_parquet\"('FILE')", "from main.read_parquet('FILE')",
          "from system.main.read_parquet('FILE')", "from read_csv('/etc/passwd')", "from read_csv_auto('/etc/passwd')",
          "from read_text('FILE')", "from read_blob('FILE')", "from read_json('FILE')", "from read_json_auto('FILE')",
          "from read_ndjson('FILE')", "from read_json_objects('FILE')", "from read_ndjson_objects('FILE')",
          "from sniff_csv('/etc/passwd')", "from glob('FOLDER/**')", "from parquet_metadata('FILE')",
          "from parquet_schema('FILE')", "from parquet_file_metadata('FILE')", "from parquet_kv_metadata('FILE')",
          "from parquet_full_metadata('FILE')", "from parquet_bloom_probe('FILE', 'role', 'user')",
          "from read_duckdb('OUT')", "select * from messages, read_text('FILE')",
          "select * from messages m, lateral (select * from read_text(m.cwd))",
          "select (select content from read_text('FILE'))", "select * from messages where role in (select content from read_text('FILE'))",
          "select [x for x in (select list(content) from read_text('FILE'))]",
          "select list_transform([1], lambda x: (select content from read_text('FILE')))",
          "select case when true then (select content from read_text('FILE')) end",
          "select * from messages order by (select content from read_text('FILE'))",
          "select role from messages group by (select content from read_text('FILE')), role",
          "select 1 limit (select count(*) from read_text('FILE'))", "select count(*) filter (where exists (from read_text('FILE'))) from messages",
          "select sum(part) over (order by (select content from read_text('FILE'))) from messages",
          "select role from messages having (select true from read_text('FILE'))",
          "select role from messages qualify (select true from read_text('FILE'))",
          "select * from messages m join messages n on (select true from read_text('FILE'))",
          "select * replace ((select content from read_text('FILE')) as role) from messages",
          "select columns(c -> (select true from read_text('FILE'))) from messages",
          "values ((select content from read_text('FILE')))", "select * from unnest((select list(content) from read_text('FILE')))",
          "select * from range((select count(*) from read_text('FILE')))",
          "with recursive t as (select 1 n union all select n + (select count(*) from read_text('FILE')) from t where n < 3) from t",
          "select 1 union select 2 order by (select content from read_text('FILE'))",
          "select distinct on ((select content from read_text('FILE'))) role from messages",
          "select sum(x) over w from (values (1)) t(x) window w as (order by (select content from read_text('FILE')))",
          "describe from read_text('FILE')", "summarize from read_text('FILE')", "explain from read_text('FILE')",
          "select 'x'.read_text()", "select try((select content from read_text('FILE')))",
          "select {'a': (select content from read_text('FILE'))}", "select map {1: (select content from read_text('FILE'))}",
          "select cast((select content from read_text('FILE')) as varchar)", "select (select content from read_text('FILE'))::json->'x'",
          // text that is run, tables named by text
          "from query('from messages')", "from query('select * from read_text(''FILE'')')", "from query_table('messages')",
          "from query_table(['messages'])", "select * from query('delete from messages')",
          "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
          "select json_serialize_sql('select 1')", "select json_deserialize_sql('{}')", "select json_serialize_plan('select 1')",
          "from histogram_values('messages', role)", "from histogram(messages, role)",
          // the engine's insides
          "select * from information_schema.tables", "from information_schema.columns", "from pg_catalog.pg_class",
          "from pg_class", "from pg_tables", "from sqlite_master", "from sqlite_schema", "from duckdb_tables", "from duckdb_views",
          "from duckdb_views()", "from duckdb_tables()", "from duckdb_columns()", "from duckdb_settings()", "from duckdb_functions()",
          "from duckdb_secrets()", "from duckdb_databases()", "from duckdb_logs()", "from duckdb_extensions()",
          "from duckdb_temporary_files()", "from duckdb_memory()", "from duckdb_variables()", "from duckdb_external_file_cache()",
          "from duckdb_prepared_statements()", "from pragma_table_info('messages')", "from pragma_storage_info('messages')",
          "from pragma_show('messages')", "select sql from duckdb_views() where view_name = 'messages'",
          "select pg_get_viewdef(1)", "select current_setting('temp_directory')", "select getenv('HOME')", "select getvariable('x')",
          "select current_database()", "select current_schema()", "select version()", "select current_query()", "select txid_current()",
          "select which_secret('s3://x', 's3')", "from which_secret('s3://x', 's3')", "select nextval('s')", "select currval('s')",
          "select setseed(0.5)", "select write_log('x')", "select sleep_ms(1000)", "select pg_sleep(1)", "select stats(workspace) from messages",
          "select add_parquet_key('x', 'y')", "select vector_type(role) from messages", "from test_all_types()", "from repeat_row(1, num_rows=3)",
          "from seq_scan('messages')", "from arrow_scan(1, 2, 3)", "show databases", "show schemas", "show variables", "show settings",
          "from (show databases)", "describe information_schema.tables", "show tables from main",
          // names that are not tables of the caller
          "from main.messages", "from temp.messages", "from memory.main.messages", "from temp.main.messages", "from \"main\".\"messages\"",
          "from x.messages", "from raw_messages", "from messages at (version => 1)", "from messages at (timestamp => now())",
          "select * from \"messages \"", "select * from \"mes\u0455ages\"", "select * from m\u0435ssages",
          "select * from (with a as (select 1 x) select * from a), a", "with a as (select * from b), b as (select 1) select * from a",
          "with \"FILE\" as (select 1) select 1", "select upper(x) from duckdb_types t(x)", "select main.upper('x')",
          "select system.main.upper('x')", "select pg_catalog.upper('x')", "select no_such_function(1)",
          "select row_id from nothing", "from cte_that_is_not_there", "with recursive t as (select * from t union all select 1) from t",
          "select * from recurring.t", "with recursive t(a) using key (a) as (select 1 union select a from recurring.t) from t",
          // tricks with text
          "select 1\u0000; delete from messages", "select '\ud800'", "select 1\u0001", "sel/**/ect 1", "\ufeffdelete from messages",
          "/* select */ delete from messages", "--\ndelete from messages", "select 1 --\n; delete from messages",
          "(delete from messages)", "((insert into messages values (1)))", "select 1 \\; delete from messages",
          "select 1\u00a0;\u00a0delete from messages", "$$select 1$$", "select $tag$x", "select $name", "select ? + $a",
          // size
          "select repeat('x', 2000000000)", "select repeat(repeat('x', 10000), 10000)", "select repeat('x', ?)",
          "select repeat('x', part) from messages", "select 'x'.repeat(1000000000)", "select lpad('x', 1000000000, 'y')",
          "select rpad('x', 999999999, 'y')", "select range(1000000000)", "select len(range(200000000))", "select generate_series(1, 1000000000)",
          "select range(part) from messages", "select range(1000 * 1000 * 1000)", "select printf('%1000000000d', 1)",
          "select format('{:>1000000000}', 'x')", "select format('{:{}}', 'x', 1000000000)", "select printf('%*d', 1000000000, 1)",
          "select list_resize([1], 500000000)", "select bar(1, 0, 2, 100000000)", "select bitstring('1', 1000000000)",
          "select replace(content_text, '', content_text) from messages", "select regexp_replace(content_text, '', content_text, 'g') from messages",
          "select levenshtein(content_text, content_text) from messages",
          "select unnest(generate_series(now(), now() + interval 1 year, interval 1 microsecond))");

  private HostileStatements() {}

  static List<String> over(Path folder, Path file) {
    List<String> statements = new ArrayList<>();
    for (String template : TEMPLATES) {
      statements.add(
          template
              .replace("FILE", file.toString())
              .replace("OUT", folder.resolve("out").toString())
              .replace("FOLDER", folder.toString()));
    }
    statements.add("select " + "(".repeat(2_000) + "1" + ")".repeat(2_000));
    statements.add("select 1" + " + 1".repeat(3_000));
    statements.add("select '" + "x".repeat(SqlGuard.LONGEST) + "'");
    return statements;
  }
}
