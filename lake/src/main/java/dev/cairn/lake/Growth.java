package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Bounds the functions that make much out of little. What they make is not counted by the engine's
 * memory limit, so the factor must stand in the statement; all factors of a statement multiply.
 */
final class Growth {
  /** The product of all factors of one statement. */
  static final long MOST = 1_000_000;

  private static final Map<String, Integer> COUNTED =
      Map.of(
          "repeat", 1,
          "lpad", 1,
          "rpad", 1,
          "list_resize", 1,
          "array_resize", 1,
          "bitstring", 1,
          "equi_width_bins", 2,
          "to_base", 2,
          "bar", 3);
  private static final Set<String> SERIES = Set.of("range", "generate_series");
  private static final Set<String> FORMATS = Set.of("printf", "format");
  private static final Set<String> REPLACING = Set.of("replace", "regexp_replace");
  private static final Set<String> LENGTHS =
      Set.of("len", "length", "array_length", "json_array_length", "cardinality", "strlen");

  private long product = 1;

  /** Checks one call. */
  void check(JsonNode call, String function, boolean chained) {
    String name = Names.lower(function);
    JsonNode arguments = call.path("arguments");
    Integer counted = COUNTED.get(name);
    boolean grows =
        counted != null || SERIES.contains(name) || FORMATS.contains(name) || replaces(name);
    if (grows && chained) {
      throw TreeCheck.refused(call, "write " + name + "(...) without a dot before it");
    }
    if (counted != null && arguments.size() > counted) {
      multiply(call, name, literal(argument(arguments, counted)));
    } else if (SERIES.contains(name)) {
      series(call, name, arguments);
    } else if (FORMATS.contains(name)) {
      format(call, name, argument(arguments, 0));
    } else if (replaces(name) && arguments.size() > 2) {
      multiply(call, name, replacement(arguments));
    }
  }

  private static boolean replaces(String name) {
    return REPLACING.contains(name);
  }

  private static JsonNode argument(JsonNode arguments, int index) {
    return arguments.path(index).path("expression");
  }

  /** The whole number that stands there, or -1. */
  private static long literal(JsonNode expression) {
    JsonNode literal = expression.path("literal");
    String text = literal.path("text").asString("");
    boolean whole = literal.path("kind").asString("").equals("INTEGER") && text.length() <= 12;
    return whole && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : -1;
  }

  private void multiply(JsonNode call, String name, long factor) {
    if (factor < 0) {
      throw TreeCheck.refused(
          call,
          name + " needs a number or text written in the statement, so that its size is known");
    }
    product = Math.multiplyExact(product, Math.max(1, Math.min(factor, MOST + 1)));
    if (product > MOST) {
      throw tooMuch(call, name);
    }
  }

  private static CairnException tooMuch(JsonNode call, String name) {
    return TreeCheck.refused(
        call,
        name + " would make a value more than " + MOST + " times as large; use FROM range(...)");
  }

  /** Numbers written down, negated ones too, or lengths of what is already there. */
  private void series(JsonNode call, String name, JsonNode arguments) {
    long most = 0;
    for (JsonNode argument : arguments) {
      JsonNode expression = argument.path("expression");
      long value = bound(expression);
      if (value < 0) {
        throw TreeCheck.refused(
            call,
            name
                + "(...) as a value needs whole numbers or len(...); FROM "
                + name
                + "(...) takes anything");
      }
      most += value;
    }
    multiply(call, name, most);
  }

  private static long bound(JsonNode expression) {
    String function = Names.lower(expression.path("function_name").asString(""));
    if (LENGTHS.contains(function)) {
      return 1;
    }
    if (function.equals("-") || function.equals("+")) {
      long sum = 0;
      for (JsonNode argument : expression.path("arguments")) {
        long value = bound(argument.path("expression"));
        if (value < 0) {
          return -1;
        }
        sum += value;
      }
      return sum;
    }
    return literal(expression);
  }

  private static void format(JsonNode call, String name, JsonNode text) {
    String format = text.path("literal").path("text").asString("*");
    if (format.matches("(?s).*([0-9]{4}|\\*|\\{[^}]*\\{).*")) {
      throw TreeCheck.refused(
          call, name + " needs a format written in the statement, with widths below 1000");
    }
  }

  private static long replacement(JsonNode arguments) {
    JsonNode by = argument(arguments, 2).path("literal");
    JsonNode of = argument(arguments, 1).path("literal");
    if (!by.path("kind").asString("").equals("STRING")) {
      return -1;
    }
    int length = by.path("text").asString("").length();
    int least = Math.max(1, of.path("text").asString("").length());
    boolean grows = by.path("text").asString("").contains("\\") || length > least;
    return grows ? 1 + length : 1;
  }
}
