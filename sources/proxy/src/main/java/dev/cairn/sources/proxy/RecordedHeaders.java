package dev.cairn.sources.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Headers as records show them: names in lower case, repeated ones as a list, secrets masked. */
final class RecordedHeaders {
  private RecordedHeaders() {}

  static void write(
      JsonLine line, Iterable<Map.Entry<String, String>> headers, Redaction redaction) {
    Map<String, Object> byName = LinkedHashMap.newLinkedHashMap(24);
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = shown(name, header.getValue(), redaction);
      Object before = byName.putIfAbsent(name, value);
      if (before != null) {
        byName.put(name, joined(before, value));
      }
    }
    line.open("headers");
    byName.forEach((name, value) -> write(line, name, value));
    line.close();
  }

  private static String shown(String name, String value, Redaction redaction) {
    if (redaction.hides(name)) {
      return Masks.masked(value);
    }
    return switch (name) {
      case "sec-websocket-protocol" -> Masks.protocols(value);
      case "referer", "location", "content-location" -> Masks.path(value);
      default -> value;
    };
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
