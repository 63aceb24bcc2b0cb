package dev.cairn.sources.proxy.projection;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * JSON with one spelling per value: what JavaScript's {@code JSON.stringify} writes after objects
 * were rebuilt with sorted keys. Ids that Collectivus made are hashes of this text.
 */
final class CanonicalJson {
  private static final long LARGEST_INDEX = 4294967294L;
  private static final long LARGEST_EXACT = 1L << 53;
  private static final String HEX = "0123456789abcdef";

  /** Keys that are array indexes come first, by number; the rest by UTF-16 code units. */
  private static final Comparator<Map.Entry<String, JsonNode>> PROPERTY_ORDER =
      Comparator.<Map.Entry<String, JsonNode>>comparingLong(entry -> index(entry.getKey()))
          .thenComparing(Map.Entry::getKey);

  private CanonicalJson() {}

  static String of(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, out);
      case ARRAY -> array(node, out);
      case STRING -> quote(node.stringValue(), out);
      case NUMBER -> number(node, out);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private static void object(JsonNode node, StringBuilder out) {
    List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(node.properties());
    properties.sort(PROPERTY_ORDER);
    char before = '{';
    for (Map.Entry<String, JsonNode> property : properties) {
      quote(property.getKey(), out.append(before));
      write(property.getValue(), out.append(':'));
      before = ',';
    }
    out.append(properties.isEmpty() ? "{}" : "}");
  }

  private static void array(JsonNode node, StringBuilder out) {
    char before = '[';
    for (JsonNode element : node.values()) {
      write(element, out.append(before));
      before = ',';
    }
    out.append(node.isEmpty() ? "[]" : "]");
  }

  /** The array index that a key is, or a number above all of them. */
  private static long index(String key) {
    int length = key.length();
    if (length == 0 || length > 10 || (length > 1 && key.charAt(0) == '0')) {
      return Long.MAX_VALUE;
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    return value <= LARGEST_INDEX ? value : Long.MAX_VALUE;
  }

  /** A JSON text: quotes, backslashes, controls and lone surrogates escaped, nothing else. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    int copied = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, copied, i);
      escape(c, out);
      copied = i + 1;
    }
    out.append(text, copied, length).append('"');
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 15));
        }
      }
    }
  }

  private static void number(JsonNode node, StringBuilder out) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      long value = node.longValue();
      if (Math.abs(value) <= LARGEST_EXACT) {
        out.append(value);
        return;
      }
    }
    number(node.doubleValue(), out);
  }

  /** ECMA-262, Number::toString, with radix 10. */
  private static void number(double value, StringBuilder out) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.append("null");
      return;
    }
    if (value == 0) {
      out.append('0');
      return;
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    out.append(value < 0 ? "-" : "");
    if (point > 21 || point < -5) {
      exponent(digits, point - 1, out);
    } else if (point >= digits.length()) {
      out.append(digits).repeat('0', point - digits.length());
    } else if (point > 0) {
      out.append(digits, 0, point).append('.').append(digits, point, digits.length());
    } else {
      out.append("0.").repeat('0', -point).append(digits);
    }
  }

  /** Java writes at least two digits, also where one tells the number. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() != 2) {
      return decimal;
    }
    BigDecimal one = decimal.round(new MathContext(1));
    return one.doubleValue() == value ? one.stripTrailingZeros() : decimal;
  }

  private static void exponent(String digits, int exponent, StringBuilder out) {
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
  }
}
