package dev.cairn.server;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/** JSON as configurations are written in. */
final class ConfigJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ConfigJson() {}

  /**
   * The object that a text holds.
   *
   * @throws CairnException CONFIG_INVALID with the place of the mistake
   */
  static Map<String, Object> parse(ConfigText text) {
    Object value;
    try {
      value = MAPPER.readValue(text.text(), Object.class);
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      String where =
          place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
      throw new CairnException(
          ErrorCode.CONFIG_INVALID,
          "invalid JSON in " + text.source() + where + ": " + e.getOriginalMessage(),
          e);
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new CairnException(
          ErrorCode.CONFIG_INVALID, "the JSON in " + text.source() + " must be an object");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, item) -> object.put(String.valueOf(key), item));
    return object;
  }

  /** A tree as text, indented by two blanks. */
  static String pretty(Object tree) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    return MAPPER.writer().with(printer).writeValueAsString(tree);
  }
}
