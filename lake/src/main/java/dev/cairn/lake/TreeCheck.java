package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One walk over a parsed statement, which refuses whatever it does not know. It looks at every node
 * of the tree, wherever it stands, so that a new place for a node needs no new code. Used once.
 */
final class TreeCheck {
  private final Set<String> known;
  private final FunctionVerdicts functions;
  private final Growth growth = new Growth();
  private final Set<String> tables = new TreeSet<>();
  private final Set<String> columns = new HashSet<>();
  private final Set<String> rows = new HashSet<>();
  private final Set<String> aliases = new HashSet<>();
  private boolean everyColumn;

  TreeCheck(Set<String> known, FunctionVerdicts functions) {
    this.known = known;
    this.functions = functions;
  }

  /** A name given by WITH, and those around it. */
  private record Scope(@Nullable Scope outer, String name) {
    static boolean has(@Nullable Scope scope, String name) {
      Scope at = scope;
      while (at != null && !at.name.equals(name)) {
        at = at.outer;
      }
      return at != null;
    }
  }

  /** Checks the tree of the statement that this text is. */
  Checked check(String sql, JsonNode statement) {
    visit(statement, null);
    boolean wholeRow = rows.stream().anyMatch(row -> aliases.contains(row));
    return new Checked(sql, tables, columns, everyColumn || wholeRow);
  }

  private void visit(JsonNode node, @Nullable Scope scope) {
    if (node.isObject()) {
      if (node.has("class")) {
        expression(node, scope);
      } else if (node.path("type").isString()) {
        clause(node, scope);
      } else {
        children(node, scope);
      }
    } else if (node.isArray()) {
      node.forEach(item -> visit(item, scope));
    }
  }

  private void children(JsonNode node, @Nullable Scope scope) {
    node.forEach(child -> visit(child, scope));
  }

  private void clause(JsonNode node, @Nullable Scope scope) {
    String type = node.path("type").stringValue();
    if (!TreeRules.NODES.contains(type)) {
      throw refused(node, kind(type) + " is not answered; these are: " + TreeRules.ANSWERED);
    }
    switch (type) {
      case "BASE_TABLE" -> table(node, scope);
      case "SHOW_REF" -> show(node);
      case "TABLE_FUNCTION" -> tableFunction(node, scope);
      case "PIVOT" -> pivot(node);
      case "JOIN" -> everyColumn |= node.path("ref_type").asString().equals("NATURAL");
      default -> {}
    }
    aliases.add(Names.lower(node.path("alias").asString("")));
    for (JsonNode column : node.path("using_columns")) {
      columns.add(Names.lower(column.asString("")));
    }
    if (node.has("cte_map")) {
      query(node, scope);
    } else if (!type.equals("TABLE_FUNCTION")) {
      children(node, scope);
    }
  }

  private static String kind(String type) {
    return type.replace("_QUERY_NODE", "").replace("_NODE", "").replace('_', ' ');
  }

  /** A query sees its own WITH; each of those sees the ones before it. */
  private void query(JsonNode node, @Nullable Scope outer) {
    Scope scope = outer;
    for (JsonNode entry : node.path("cte_map").path("map")) {
      String name = Names.lower(entry.path("key").asString(""));
      if (name.isEmpty() || name.matches(".*[/\\\\*?:.].*")) {
        throw refused(node, "WITH \"" + name + "\" is not a plain name");
      }
      visit(entry.path("value"), scope);
      scope = new Scope(scope, name);
    }
    boolean recursive = node.path("type").asString().equals("RECURSIVE_CTE_NODE");
    Scope within =
        recursive ? new Scope(scope, Names.lower(node.path("cte_name").asString(""))) : scope;
    for (var child : node.properties()) {
      if (!child.getKey().equals("cte_map")) {
        visit(child.getValue(), child.getKey().equals("right") ? within : scope);
      }
    }
  }

  private void table(JsonNode node, @Nullable Scope scope) {
    String name = node.path("table_name").asString("");
    boolean qualified =
        !node.path("schema_name").asString("").isEmpty()
            || !node.path("catalog_name").asString("").isEmpty()
            || node.path("qualified_name").path("path").size() != 1;
    if (qualified) {
      throw refused(node, "\"" + path(node) + "\" is refused: tables are named without a schema");
    }
    if (!node.path("at_clause").isNull()) {
      throw refused(node, "AT (...) on " + name + " is refused: the lake is asked as it is now");
    }
    aliases.add(Names.lower(name));
    if (!Scope.has(scope, Names.lower(name))) {
      tables.add(dataset(node, name));
    }
  }

  private static String path(JsonNode node) {
    StringBuilder path = new StringBuilder();
    for (JsonNode part : node.path("qualified_name").path("path")) {
      path.append(path.isEmpty() ? "" : ".").append(part.asString(""));
    }
    return path.toString();
  }

  private String dataset(JsonNode node, String name) {
    String lower = Names.lower(name);
    if (!known.contains(lower)) {
      String hint = Names.nearest(name, known).map(n -> "; did you mean " + n + "?").orElse("");
      throw refused(
          node,
          "there is no table \""
              + name
              + "\""
              + hint
              + " Tables: "
              + String.join(", ", new TreeSet<>(known)));
    }
    return lower;
  }

  private void show(JsonNode node) {
    String kind = node.path("show_type").asString();
    String name = node.path("table_name").asString("").replace("\"", "");
    boolean ofQuery = node.path("query").isObject() && name.isEmpty();
    if (ofQuery && (kind.equals("DESCRIBE") || kind.equals("SUMMARY"))) {
      return;
    }
    boolean listing = name.equals("tables") || name.equals("__show_tables_expanded");
    if (kind.equals("SHOW_SPECIAL") && listing) {
      tables.addAll(known);
    } else if (kind.equals("SHOW") && node.path("qualified_name").path("path").size() == 1) {
      tables.add(dataset(node, name));
    } else {
      throw refused(node, "SHOW " + name + " is refused; SHOW TABLES is answered");
    }
  }

  private void pivot(JsonNode node) {
    everyColumn = true;
    for (JsonNode pivot : node.path("pivots")) {
      if (!pivot.path("pivot_enum").asString("").isEmpty()) {
        throw refused(node, "PIVOT over an ENUM is refused: name its values with IN (...)");
      }
    }
  }

  private void tableFunction(JsonNode node, @Nullable Scope scope) {
    JsonNode function = node.path("function");
    String name = function.path("function_name").asString("");
    if (!function.path("type").asString("").equals("FUNCTION")
        || qualified(function)
        || !functions.allowsAsTable(name)) {
      throw refused(
          node,
          name
              + "(...) is refused in FROM; unnest, range, generate_series, json_each and json_tree"
              + " may stand there, and the tables "
              + String.join(", ", new TreeSet<>(known)));
    }
    children(function, scope);
  }

  private static boolean qualified(JsonNode node) {
    return !node.path("schema").asString("").isEmpty()
        || !node.path("catalog").asString("").isEmpty();
  }

  private void expression(JsonNode node, @Nullable Scope scope) {
    String kind = node.path("class").asString("") + "/" + node.path("type").asString("");
    if (!TreeRules.EXPRESSIONS.contains(kind)) {
      throw refused(node, "an expression of the kind " + kind + " is not answered");
    }
    switch (node.path("class").asString()) {
      case "FUNCTION", "WINDOW" -> call(node);
      case "STAR" -> everyColumn = true;
      case "COLUMN_REF" -> column(node.path("column_names"));
      case "TYPE" -> type(node);
      default -> {}
    }
    children(node, scope);
  }

  private void column(JsonNode names) {
    if (names.size() == 1) {
      rows.add(Names.lower(names.get(0).asString("")));
    }
    names.forEach(name -> columns.add(Names.lower(name.asString(""))));
  }

  private static void type(JsonNode node) {
    if (qualified(node)) {
      throw refused(node, "a type is named without a schema");
    }
  }

  /** A function may stand behind a column with a dot: the engine then takes it as an argument. */
  private void call(JsonNode node) {
    String name = node.path("function_name").asString("");
    if (!functions.allows(name)) {
      String hint =
          functions.knows(name)
              ? ""
              : Names.nearest(name, functions.allowed())
                  .map(n -> "; did you mean " + n + "?")
                  .orElse("");
      throw refused(node, "the function " + name + " is not one that a question may call" + hint);
    }
    String schema = Names.lower(node.path("schema").asString(""));
    if (Set.of("main", "temp", "system", "pg_catalog", "information_schema").contains(schema)) {
      throw refused(node, "the function " + name + " is called without a schema");
    }
    columns.add(schema);
    columns.add(Names.lower(node.path("catalog").asString("")));
    growth.check(node, name, !schema.isEmpty());
  }

  /** A refusal that says where in the text, if the parser kept it. */
  static CairnException refused(JsonNode node, String sentence) {
    JsonNode at = node.path("query_location");
    String where =
        at.canConvertToInt() && at.asInt() > 0 ? " (character " + (at.asInt() + 1) + ")" : "";
    return new CairnException(ErrorCode.SQL_REFUSED, sentence + where);
  }
}
