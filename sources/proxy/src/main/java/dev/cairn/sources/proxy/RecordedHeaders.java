package dev.cairn.sources.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers as records show them: names in lower case, repeated ones as a list, secrets masked. */
final class RecordedHeaders {
  private RecordedHeaders() {}

  static void write(
      JsonLine line, Iterable<Map.Entry<String, String>> headers, Set<String> secrets) {
    Map<String, Object> byName = LinkedHashMap.newLinkedHashMap(24);
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = secrets.contains(name) ? Masks.masked(header.getValue()) : header.getValue();
      Object before = byName.putIfAbsent(name, value);
      if (before != null) {
        byName.put(name, joined(before, value));
      }
    }
    line.open("headers");
    byName.forEach((name, value) -> write(line, name, value));
    line.close();
  }

  @SuppressWarnings("unchecked") // only lists of texts are put in beside texts
  private static void write(JsonLine line, String name, Object value) {
    if (value instanceof String text) {
      line.text(name, text);
    } else {
      line.texts(name, (List<String>) value);
    }
  }

  @SuppressWarnings("unchecked") // only lists of texts are put in beside texts
  private static Object joined(Object before, String value) {
    List<String> values = before instanceof List<?> list ? (List<String>) list : new ArrayList<>();
    if (before instanceof String text) {
      values.add(text);
    }
    values.add(value);
    return values;
  }
}
