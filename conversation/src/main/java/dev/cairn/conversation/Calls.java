package dev.cairn.conversation;

import dev.cairn.model.Column;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tool calls of one session, joined with their results; only open ones are kept as rows. */
final class Calls {
  private static final int OPEN_AT_MOST = 1_000;
  private static final Comparator<Row> ORDER =
      Comparator.<Row>comparingLong(Canonical::time)
          .thenComparing(row -> Canonical.text(row, "message_key"))
          .thenComparingLong(Canonical::part);

  /** What a call has from the part that holds it. */
  private static final List<String> TAKEN =
      Datasets.TOOL_CALLS.columns().stream()
          .map(Column::name)
          .filter(name -> !List.of("row_id", "tool_status").contains(name))
          .filter(name -> Datasets.MESSAGES.indexOf(name).isPresent())
          .toList();

  private final Keys keys;
  private final Map<String, Row> open = new LinkedHashMap<>();

  Calls(Keys keys) {
    this.keys = keys;
  }

  /** What the open calls weigh in keys. */
  long weight() {
    long weight = 0;
    for (Row call : open.values()) {
      String arguments = call.text("tool_args");
      weight += 10 + (arguments == null ? 0 : arguments.length() / 50);
    }
    return weight;
  }

  /**
   * Joins the calls and results among new rows of {@code messages}; results get the name of their
   * tool.
   *
   * @param changes gets the rows of {@code tool_calls} that came and went
   * @return how many calls are new, or -1 when what was folded before would have to change
   */
  int join(List<Row> messages, Changes changes) {
    Map<String, Row> touched = new LinkedHashMap<>();
    if (!open(byCall(messages, "tool_call"), touched)) {
      return -1;
    }
    int count = touched.size();
    boolean settled = close(byCall(messages, "tool_result"), touched, changes);
    touched.forEach((id, call) -> {
      changes.add(Hashes.identified(call));
      if (call.value("ts_end") == null) {
        keep(id, call);
      }
    });
    return settled ? count : -1;
  }

  private static Map<String, List<Row>> byCall(List<Row> messages, String type) {
    Map<String, List<Row>> calls = new LinkedHashMap<>();
    for (Row row : messages) {
      String id = row.text("tool_use_id");
      if (id != null && type.equals(row.text("part_type"))) {
        calls.computeIfAbsent(id, any -> new ArrayList<>()).add(row);
      }
    }
    calls.values().forEach(rows -> rows.sort(ORDER));
    return calls;
  }

  /** Of several calls of one id the first counts. */
  private boolean open(Map<String, List<Row>> calls, Map<String, Row> touched) {
    for (Map.Entry<String, List<Row>> entry : calls.entrySet()) {
      String id = entry.getKey();
      Row call = entry.getValue().getFirst();
      long known = keys.find(Keys.Kind.CALL, id);
      if (known == Keys.ABSENT && !keys.has(Keys.Kind.RESULT, id)) {
        keys.put(Keys.Kind.CALL, id, Canonical.time(call), 0);
        touched.put(id, opened(call));
      } else if (known == Keys.ABSENT || Canonical.time(call) <= Keys.time(known)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Of several results of one id the first counts; a call that is closed or forgotten is not here.
   */
  private boolean close(Map<String, List<Row>> results, Map<String, Row> touched, Changes changes) {
    for (Map.Entry<String, List<Row>> entry : results.entrySet()) {
      String id = entry.getKey();
      Row before = open.remove(id);
      Row call = before == null ? touched.get(id) : before;
      if (call == null && keys.has(Keys.Kind.CALL, id)) {
        return false;
      }
      keys.put(Keys.Kind.RESULT, id, Canonical.time(entry.getValue().getFirst()), 0);
      if (call != null) {
        touched.put(id, closed(call, entry.getValue()));
      }
      if (before != null) {
        changes.kill(Datasets.TOOL_CALLS, Changes.id(before));
      }
    }
    return true;
  }

  private static Row opened(Row message) {
    Row call = Row.of(Datasets.TOOL_CALLS);
    TAKEN.forEach(column -> call.set(column, message.value(column)));
    return call;
  }

  private static Row closed(Row call, List<Row> results) {
    for (Row result : results) {
      if (result.text("tool_name") == null) {
        result.set("tool_name", call.text("tool_name"));
      }
    }
    Row result = results.getFirst();
    long end = Canonical.time(result);
    return call.copy()
        .set("ts_end", end)
        .set("duration_ms", Math.max(0, end - Canonical.time(call)) / 1000)
        .set("tool_status", result.text("tool_status"))
        .set("result_text", result.text("content_text"));
  }

  /** Keeps an open call; the oldest of too many is forgotten and its result read again. */
  private void keep(String id, Row call) {
    open.put(id, call);
    if (open.size() > OPEN_AT_MOST) {
      open.remove(open.keySet().iterator().next());
    }
  }
}
