package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides whether a text may run: it must be one statement that only reads the caller's tables and
 * calls only functions that were judged harmless. Thread-safe.
 */
final class SqlGuard {
  /** The longest statement in characters. */
  static final int LONGEST = 256 << 10;

  private static final Pattern EXPLAIN = Pattern.compile("(?is)\\s*explain\\s+([a-z].*)");
  private static final Pattern ANALYZE = Pattern.compile("(?is)(analyze|analyse)\\b.*");
  private static final JsonMapper TREES =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(2_000).build())
                  .build())
          .build();

  private final SqlParser parser;
  private final Set<String> tables;
  private final FunctionVerdicts functions = FunctionVerdicts.read();

  /**
   * @param parser the engine's own parser
   * @param tables every name that may stand in FROM, in lower case
   */
  SqlGuard(SqlParser parser, Set<String> tables) {
    this.parser = parser;
    this.tables = Set.copyOf(tables);
  }

  /** What may run, or SQL_REFUSED with the reason. */
  Checked check(String sql, int parameters) {
    characters(sql);
    Matcher explain = EXPLAIN.matcher(sql);
    if (!explain.matches()) {
      return statement(sql, parameters);
    }
    String explained = explain.group(1);
    if (ANALYZE.matcher(explained).matches()) {
      throw refused("EXPLAIN ANALYZE is refused: it tells of files; EXPLAIN is answered");
    }
    Checked inner = statement(explained, parameters);
    return new Checked(
        "EXPLAIN " + inner.sql(), inner.tables(), inner.columns(), inner.everyColumn());
  }

  private static void characters(String sql) {
    if (sql.length() > LONGEST) {
      throw refused("a statement has at most " + LONGEST + " characters, this has " + sql.length());
    }
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < sql.length()
              && Character.isLowSurrogate(sql.charAt(i + 1));
      boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t';
      if (control || (Character.isSurrogate(c) && !pair)) {
        throw refused("character " + (i + 1) + " is not text: U+" + Integer.toHexString(c));
      }
      i += pair ? 1 : 0;
    }
  }

  private Checked statement(String sql, int parameters) {
    JsonNode parsed = tree(parser.parse(sql));
    if (parsed.path("error").asBoolean()) {
      throw unparsed(parsed);
    }
    JsonNode statements = parsed.path("statements");
    if (statements.size() != 1) {
      throw refused("a question is one statement, this has " + statements.size());
    }
    parameters(statements.get(0).path("named_param_map"), parameters);
    return new TreeCheck(tables, functions).check(sql, statements.get(0));
  }

  private static JsonNode tree(String json) {
    try {
      return TREES.readTree(json);
    } catch (JacksonException e) {
      throw new CairnException(ErrorCode.SQL_REFUSED, "the statement is nested too deeply", e);
    }
  }

  private static CairnException unparsed(JsonNode parsed) {
    String message = parsed.path("error_message").asString("");
    if (message.startsWith("Only SELECT")) {
      return refused("a question may only read; these are answered: " + TreeRules.ANSWERED);
    }
    String position = parsed.path("position").asString("");
    return refused(
        message
            + (position.matches("[0-9]{1,9}")
                ? " (character " + (Integer.parseInt(position) + 1) + ")"
                : ""));
  }

  private static void parameters(JsonNode named, int given) {
    for (JsonNode parameter : named) {
      if (!parameter.path("key").asString("").matches("[0-9]+")) {
        throw refused("parameters are written ?, not $" + parameter.path("key").asString(""));
      }
    }
    if (named.size() != given) {
      throw refused(
          "the statement has " + named.size() + " parameters, " + given + " values were given");
    }
  }

  private static CairnException refused(String sentence) {
    return new CairnException(ErrorCode.SQL_REFUSED, sentence);
  }
}
