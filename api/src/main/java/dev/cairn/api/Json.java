package dev.cairn.api;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this API writes and reads it. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  /** A value as JSON text. */
  static String text(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = MAPPER.createGenerator(text)) {
      write(generator, value);
    }
    return text.toString();
  }

  /**
   * Writes a value: numbers of any size as numbers, times and whatever else has no form in JSON as
   * texts.
   */
  static void write(JsonGenerator generator, @Nullable Object value) {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Long number -> generator.writeNumber(number);
      case Integer number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      case Boolean flag -> generator.writeBoolean(flag);
      case BigDecimal number -> generator.writeNumber(number);
      case BigInteger number -> generator.writeNumber(number);
      case Map<?, ?> map -> writeObject(generator, map);
      case Iterable<?> list -> writeArray(generator, list);
      default -> generator.writeString(value.toString());
    }
  }

  private static void writeObject(JsonGenerator generator, Map<?, ?> map) {
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      generator.writeName(String.valueOf(entry.getKey()));
      write(generator, entry.getValue());
    }
    generator.writeEndObject();
  }

  private static void writeArray(JsonGenerator generator, Iterable<?> list) {
    generator.writeStartArray();
    for (Object item : list) {
      write(generator, item);
    }
    generator.writeEndArray();
  }

  /**
   * Reads a body that must be one JSON object.
   *
   * @throws CairnException USAGE when it is not
   */
  static Map<String, Object> object(byte[] body) {
    try {
      if (MAPPER.readValue(body, Object.class) instanceof Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
      }
    } catch (JacksonException e) {
      throw new CairnException(
          ErrorCode.USAGE, "the body must be JSON: " + e.getOriginalMessage(), e);
    }
    throw new CairnException(ErrorCode.USAGE, "the body must be a JSON object");
  }

  /** An error in the form that all of the API uses. */
  static SequencedMap<String, Object> error(ErrorCode code, String message) {
    SequencedMap<String, Object> error = new LinkedHashMap<>();
    error.put("code", code.name());
    error.put("message", message);
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("error", error);
    return tree;
  }
}
