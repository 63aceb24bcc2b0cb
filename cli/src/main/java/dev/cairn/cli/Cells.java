package dev.cairn.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Values as text. */
final class Cells {
  private Cells() {}

  /** A value as one piece of text; null is empty. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Instant time -> time.toString();
      case BigDecimal number -> number.toPlainString();
      case Collection<?> list -> JsonMapper.shared().writeValueAsString(list);
      case Map<?, ?> map -> JsonMapper.shared().writeValueAsString(map);
      default -> value.toString();
    };
  }

  /** A value on one line: line feeds and control characters are shown, not obeyed. */
  static String line(@Nullable Object value) {
    String text = text(value);
    StringBuilder line = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f && c < 0xa0) {
        line = line == null ? new StringBuilder(text) : line;
        line.setCharAt(i, c == '\n' || c == '\t' || c == '\r' ? ' ' : '\uFFFD');
      }
    }
    return line == null ? text : line.toString();
  }

  /** Text with every control character but line feeds and tabs made harmless for a terminal. */
  static String harmless(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0;
      shown.append(control ? '\uFFFD' : c);
    }
    return shown.toString();
  }
}
