package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A small conversation of Ada in workspace {@code local}, and another workspace's that is not hers.
 */
final class Sample {
  /** Stands in every text of the other workspace. */
  static final String CANARY = "CANARY-OF-BOB";

  private static final long START = Instant.parse("2026-01-05T10:00:00Z").getEpochSecond();

  private Sample() {}

  static void fill(TestLake lake) {
    for (Dataset dataset : Datasets.ALL) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        rows.add(row(dataset, i, "local", i % 4 == 0 ? "12" : "hello " + i));
        rows.add(row(dataset, i, "bob", CANARY + i));
      }
      lake.write(rows.subList(0, 40));
      lake.write(rows.subList(40, 80));
    }
  }

  /** Row i of a dataset; every fourth is a reply. */
  static Row row(Dataset dataset, int i, String workspace, String text) {
    boolean reply = i % 4 == 1;
    Row row = Row.of(dataset).set("ts", micros(i)).set("workspace", workspace);
    set(row, "row_id", (long) i + (workspace.equals("local") ? 0 : 1000));
    set(row, "session_id", workspace + "-s" + i / 8);
    set(row, "agent", i % 8 < 4 ? "claude-code" : "codex");
    set(row, "gateway_id", "ada");
    set(row, "machine", "desk");
    set(row, "exchange_id", "x" + (dataset == Datasets.EXCHANGES ? i : i / 2) + workspace);
    set(row, "role", reply ? "assistant" : "user");
    set(row, "part", 0L);
    set(row, "part_type", "text");
    set(row, "content_text", text);
    set(row, "model", i % 8 < 4 ? "claude-opus" : "gpt-5");
    set(row, "provider", i % 8 < 4 ? "anthropic" : "openai");
    set(row, "message_key", workspace + "-k" + i);
    set(row, "compat_message_id", workspace + "-c" + i);
    set(row, "input_tokens", reply ? 10L : null);
    set(row, "output_tokens", reply ? 5L : null);
    set(
        row,
        "attributes",
        "{\"index\":" + i + ",\"finish_reason\":\"stop\",\"user_id\":\"" + text + "\"}");
    set(row, "tool_name", i % 2 == 0 ? "Bash" : "Read");
    set(row, "tool_args", "{\"command\":\"" + text + "\"}");
    set(row, "result_text", text);
    set(row, "title", text);
    set(row, "models", "[\"claude-opus\"]");
    set(row, "cwd", "/home/" + text);
    set(row, "status", 200L);
    set(row, "upstream", "anthropic");
    set(row, "path", "/v1/messages");
    set(
        row,
        "request_body",
        "{\"system\":[{\"type\":\"text\",\"text\":\"You are "
            + text
            + "\"},{\"type\":\"text\",\"text\":\"Be brief\"}],\"tools\":[{\"name\":\"Bash\"}]}");
    set(row, "response_body", text);
    return row;
  }

  private static void set(Row row, String column, Object value) {
    if (row.dataset().indexOf(column).isPresent()) {
      row.set(column, value);
    }
  }

  static long micros(int i) {
    return (START + i * 60L) * 1_000_000 + 123_456;
  }
}
