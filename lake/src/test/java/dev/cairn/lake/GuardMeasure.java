package dev.cairn.lake;

import dev.cairn.model.Datasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what the guard costs; not a test. The figures of GUARD.md come from it. */
final class GuardMeasure {
  private static final int FILES = 200;
  private static final int ROWS = 5_000;

  private GuardMeasure() {}

  private interface Work {
    void run() throws Exception;
  }

  /** An argument names a folder for the sample lake. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (TestLake lake = new TestLake(folder.resolve("lake"))) {
      for (int i = 0; i < FILES; i++) {
        lake.writeSelect(Datasets.MESSAGES, sample(i));
      }
      long opened = System.nanoTime();
      try (Asking ask = new Asking(lake, QueryConfig.DEFAULT, folder.resolve("spill"))) {
        System.out.printf(Locale.ROOT, "start %.1f ms%n", (System.nanoTime() - opened) / 1e6);
        first(ask);
        compare(lake, ask);
        guard(ask);
      }
    }
  }

  private static String sample(int file) {
    return """
    select %1$d * 5000 + range row_id, make_timestamptz(1767600000000000 + (%1$d * 5000 + range) * 1000000) ts,
      'local' workspace, 'ada' gateway_id, 'claude-code' agent, 's' || (%1$d * 5000 + range) // 500 session_id,
      case when range %% 2 = 0 then 'user' else 'assistant' end as role, 0 part, 'text' part_type,
      md5(range::varchar) || repeat(' word', 20) content_text, 'model-' || range %% 5 model, 'anthropic' provider,
      'k' || (%1$d * 5000 + range) message_key, range %% 100 input_tokens, range %% 50 output_tokens,
      '{"index":1}' attributes from range(5000)\
    """
        .formatted(file);
  }

  private static void first(Asking ask) {
    long began = System.nanoTime();
    ask.one("select count(*) from messages");
    System.out.printf(Locale.ROOT, "first question %.1f ms%n", (System.nanoTime() - began) / 1e6);
  }

  private static void compare(TestLake lake, Asking ask) throws Exception {
    String files;
    try (Snapshot snapshot = lake.lease()) {
      files =
          snapshot.files(Datasets.MESSAGES).stream()
              .map(file -> SqlTypes.text(file.toString()))
              .collect(Collectors.joining(",", "read_parquet([", "])"));
    }
    String[][] questions = {
      {"group by model", "select model, count(*), sum(output_tokens) from %s group by 1"},
      {"per hour", "select date_trunc('hour', ts) h, count(*) from %s group by 1 order by 1"},
      {"latest 50", "select * from %s order by ts desc limit 50"},
      {"one session", "select * from %s where session_id = 's77'"},
      {"count", "select count(*) from %s"},
    };
    try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = plain.createStatement()) {
      statement.execute("SET threads=2; SET TimeZone='UTC'");
      for (String[] question : questions) {
        String direct = question[1].formatted(files);
        String asked = question[1].formatted("messages");
        double[] times = alternate(() -> drain(statement, direct), () -> ask.rows(asked));
        System.out.printf(
            Locale.ROOT,
            "%-15s plain %6.1f ms, asked %6.1f ms, ratio %.2f%n",
            question[0],
            times[0],
            times[1],
            times[1] / times[0]);
      }
    }
  }

  private static void drain(Statement statement, String sql) throws Exception {
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= columns; i++) {
          result.getObject(i);
        }
      }
    }
  }

  /** Medians in milliseconds of 31 runs each, taken in turns. */
  private static double[] alternate(Work one, Work other) throws Exception {
    double[] first = new double[31];
    double[] second = new double[31];
    for (int i = -10; i < first.length; i++) {
      double a = time(one);
      double b = time(other);
      if (i >= 0) {
        first[i] = a;
        second[i] = b;
      }
    }
    Arrays.sort(first);
    Arrays.sort(second);
    return new double[] {first[first.length / 2], second[second.length / 2]};
  }

  private static double time(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static void guard(Asking ask) throws Exception {
    String sql =
        "select model, count(*), sum(output_tokens) from messages where role = 'assistant' group by 1 order by 2 desc";
    try (QueryEngine engine =
        QueryEngine.open(
            QueryConfig.DEFAULT,
            java.util.List.of(Path.of("/nowhere")),
            Files.createTempDirectory("spill"))) {
      SqlGuard guard = new SqlGuard(engine.parser(), new Views().names());
      double[] times = alternate(() -> guard.check(sql, 0), () -> ask.rows("select 1"));
      System.out.printf(
          Locale.ROOT, "guard %.3f ms, whole 'select 1' %.3f ms%n", times[0], times[1]);
    }
  }
}
