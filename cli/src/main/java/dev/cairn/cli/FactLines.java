package dev.cairn.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Facts as a person reads them: single ones a line each, then those that are objects as tables, so
 * that like stands below like.
 */
final class FactLines {
  private static final int NAME = 16;
  private static final String GAP = "  ";

  private final PrintWriter out;
  private final Instant now;

  /**
   * @param now what ages are measured from
   */
  FactLines(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  void print(JsonNode facts) {
    Map<String, JsonNode> objects = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> fact : facts.properties()) {
      JsonNode value = fact.getValue();
      if (!value.isObject()) {
        line(HumanValue.name(fact.getKey()), HumanValue.of(fact.getKey(), value, now));
      } else if (value.valueStream().noneMatch(JsonNode::isObject) && texts(value)) {
        value
            .properties()
            .forEach(e ->
                line(HumanValue.name(fact.getKey()), e.getKey() + " " + e.getValue().asString()));
      } else if (value.valueStream().allMatch(JsonNode::isObject)) {
        table(fact.getKey(), value.properties());
      } else {
        objects.put(fact.getKey(), value);
      }
    }
    if (!objects.isEmpty()) {
      table("", objects.entrySet());
    }
  }

  /** Whether an object says something of each name rather than several things of one. */
  private static boolean texts(JsonNode object) {
    return object.valueStream().allMatch(JsonNode::isString);
  }

  private void line(String name, String value) {
    out.print(GAP + (name + " ".repeat(NAME)).substring(0, Math.max(NAME, name.length())));
    out.print(" " + Cells.line(value) + "\n");
  }

  private void table(String title, Iterable<Map.Entry<String, JsonNode>> objects) {
    SequencedSet<String> keys = new LinkedHashSet<>();
    objects.forEach(object -> keys.addAll(object.getValue().propertyNames()));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(HumanValue.name(title)));
    keys.forEach(key -> head.add(HumanValue.name(key)));
    lines.add(head);
    for (Map.Entry<String, JsonNode> object : objects) {
      List<String> cells = new ArrayList<>(List.of(object.getKey()));
      keys.forEach(key -> cells.add(HumanValue.of(key, object.getValue().path(key), now)));
      lines.add(cells);
    }
    int[] widths =
        IntStream.range(0, head.size())
            .map(i -> lines.stream().mapToInt(cells -> cells.get(i).length()).max().orElse(0))
            .toArray();
    widths[0] = Math.max(widths[0], NAME);
    lines.forEach(cells -> line(cells, widths));
  }

  private void line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(GAP);
    for (int i = 0; i < widths.length; i++) {
      String cell = Cells.line(cells.get(i));
      String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
      line.append(i == 0 ? cell + padding : GAP + padding + cell);
    }
    out.print(line.toString().stripTrailing() + "\n");
  }
}
