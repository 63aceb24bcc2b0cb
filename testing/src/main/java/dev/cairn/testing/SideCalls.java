package dev.cairn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers what agents ask on the side (a title, a summary, a yes or no) whatever the script says:
 * such requests repeat the person's words but want JSON of a given form, or offer no tools.
 */
final class SideCalls {
  private static final int DEEPEST = 8;

  private SideCalls() {}

  /** The turn of the script, or a fitting answer on the side. */
  static Turn turn(Script script, Asked asked) {
    JsonNode schema = schema(asked.body());
    if (schema.isObject()) {
      return Turn.of(new Step.Say(Json.text(instance(schema, 0))));
    }
    Turn turn = script.turn(asked);
    boolean callsTools =
        turn.steps().stream()
            .anyMatch(step ->
                step instanceof Step.CallTool
                    || step instanceof Step.CallCustomTool
                    || step instanceof Step.Shell);
    return callsTools && asked.tools().isEmpty() ? Turn.of(new Step.Say("Scripted work")) : turn;
  }

  private static JsonNode schema(JsonNode body) {
    return Stream.of(
            body.path("output_config").path("format").path("schema"),
            body.path("output_format").path("schema"),
            body.path("text").path("format").path("schema"),
            body.path("response_format").path("json_schema").path("schema"))
        .filter(JsonNode::isObject)
        .findFirst()
        .orElse(body.path(""));
  }

  /** A small value of the form that a schema demands. */
  private static Object instance(JsonNode schema, int depth) {
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      return schema.path("enum").get(0);
    }
    String type = schema.path("type").asString("string");
    return switch (type) {
      case "object" -> depth < DEEPEST ? object(schema, depth) : Map.of();
      case "array" -> List.of();
      case "boolean" -> false;
      case "integer", "number" -> 0;
      default -> "Scripted work";
    };
  }

  private static Map<String, @Nullable Object> object(JsonNode schema, int depth) {
    List<Object> pairs = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      pairs.add(property.getKey());
      pairs.add(instance(property.getValue(), depth + 1));
    }
    return Json.object(pairs.toArray());
  }
}
