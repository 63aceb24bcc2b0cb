package dev.cairn.lake;

import java.util.Set;

/** Which kinds of nodes a statement may have, as the engine's parser names them. */
final class TreeRules {
  /** Class and type of the expressions. */
  static final Set<String> EXPRESSIONS =
      Set.of(
          "BETWEEN/COMPARE_BETWEEN",
          "CASE/CASE_EXPR",
          "CAST/OPERATOR_CAST",
          "COLLATE/COLLATE",
          "COLUMN_REF/COLUMN_REF",
          "COMPARISON/COMPARE_DISTINCT_FROM",
          "COMPARISON/COMPARE_EQUAL",
          "COMPARISON/COMPARE_GREATERTHAN",
          "COMPARISON/COMPARE_GREATERTHANOREQUALTO",
          "COMPARISON/COMPARE_LESSTHAN",
          "COMPARISON/COMPARE_LESSTHANOREQUALTO",
          "COMPARISON/COMPARE_NOTEQUAL",
          "COMPARISON/COMPARE_NOT_DISTINCT_FROM",
          "CONJUNCTION/CONJUNCTION_AND",
          "CONJUNCTION/CONJUNCTION_OR",
          "CONSTANT/VALUE_CONSTANT",
          "FUNCTION/FUNCTION",
          "LAMBDA/LAMBDA",
          "OPERATOR/ARRAY_CONSTRUCTOR",
          "OPERATOR/ARRAY_EXTRACT",
          "OPERATOR/ARRAY_SLICE",
          "OPERATOR/COMPARE_IN",
          "OPERATOR/GROUPING_FUNCTION",
          "OPERATOR/OPERATOR_COALESCE",
          "OPERATOR/OPERATOR_IS_NOT_NULL",
          "OPERATOR/OPERATOR_IS_NULL",
          "OPERATOR/OPERATOR_NOT",
          "OPERATOR/OPERATOR_TRY",
          "OPERATOR/OPERATOR_UNPACK",
          "OPERATOR/STRUCT_EXTRACT",
          "PARAMETER/VALUE_PARAMETER",
          "POSITIONAL_REFERENCE/POSITIONAL_REFERENCE",
          "STAR/STAR",
          "SUBQUERY/SUBQUERY",
          "TYPE/TYPE",
          "WINDOW/WINDOW_AGGREGATE",
          "WINDOW/WINDOW_CUME_DIST",
          "WINDOW/WINDOW_FILL",
          "WINDOW/WINDOW_FIRST_VALUE",
          "WINDOW/WINDOW_LAG",
          "WINDOW/WINDOW_LAST_VALUE",
          "WINDOW/WINDOW_LEAD",
          "WINDOW/WINDOW_NTH_VALUE",
          "WINDOW/WINDOW_NTILE",
          "WINDOW/WINDOW_PERCENT_RANK",
          "WINDOW/WINDOW_RANK",
          "WINDOW/WINDOW_RANK_DENSE",
          "WINDOW/WINDOW_ROW_NUMBER");

  /** Statements, their clauses and what may stand in FROM. */
  static final Set<String> NODES =
      Set.of(
          "SELECT_NODE",
          "SET_OPERATION_NODE",
          "RECURSIVE_CTE_NODE",
          "BASE_TABLE",
          "EMPTY",
          "EXPRESSION_LIST",
          "JOIN",
          "PIVOT",
          "SHOW_REF",
          "SUBQUERY",
          "TABLE_FUNCTION",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ORDER_DEFAULT",
          "ASCENDING",
          "DESCENDING");

  /** Words that begin a statement that is answered. */
  static final String ANSWERED =
      "SELECT, WITH, FROM, VALUES, TABLE, PIVOT ... ON ... IN (...), UNPIVOT, DESCRIBE, SUMMARIZE,"
          + " SHOW TABLES and EXPLAIN";

  private TreeRules() {}
}
