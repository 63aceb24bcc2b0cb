package dev.cairn.conversation;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a session's row says, gathered message by message in any order. */
final class Summary {
  private static final List<String> TOKENS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "reasoning_tokens");
  private static final List<String> FIRSTS =
      List.of("gateway_id", "machine", "agent", "parent_session_id", "run_id");
  private static final List<String> LASTS = List.of("cwd", "git_branch", "client_version");

  private final SessionKey session;
  private final Title title = new Title();
  private final Map<String, Pick> picks = new LinkedHashMap<>();
  private final Map<String, Long> tokens = new LinkedHashMap<>();
  private final Set<String> models = new TreeSet<>();
  private final Set<String> witnesses = new TreeSet<>();
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private long earliestExchange = Long.MAX_VALUE;
  private long messages;
  private long replies;
  private long calls;

  Summary(SessionKey session) {
    this.session = session;
    FIRSTS.forEach(column -> picks.put(column, Pick.first()));
    LASTS.forEach(column -> picks.put(column, Pick.last()));
  }

  /**
   * Adds a message.
   *
   * @param parts its rows of {@code messages}
   */
  void message(List<Row> parts) {
    messages++;
    Row head = parts.getFirst();
    String key = Canonical.text(head, "message_key");
    picks.forEach((column, pick) -> pick.offer(head.text(column), Canonical.time(head), key));
    witnesses.addAll(History.texts(Canonical.text(head, "witnesses")));
    if ("assistant".equals(head.text("role"))) {
      replies++;
      addIfPresent(models, head.text("model"));
    }
    parts.forEach(this::part);
  }

  private void part(Row row) {
    start = Math.min(start, Canonical.time(row));
    end = Math.max(end, Canonical.time(row));
    title.offer(row);
    for (String column : TOKENS) {
      Long count = row.number(column);
      if (count != null) {
        tokens.merge(column, count, Long::sum);
      }
    }
  }

  private static void addIfPresent(Set<String> set, @Nullable String value) {
    if (value != null) {
      set.add(value);
    }
  }

  void calls(int more) {
    calls += more;
  }

  /** Takes note of an exchange that repeats messages, which may be all that is known. */
  void exchange(Row exchange) {
    earliestExchange = Math.min(earliestExchange, Canonical.time(exchange));
  }

  /** Whether there is anything to tell. */
  boolean isEmpty() {
    return messages == 0 && earliestExchange == Long.MAX_VALUE;
  }

  /** The row of {@code sessions}, with its {@code row_id}. */
  Row row() {
    Row row =
        Row.of(Datasets.SESSIONS)
            .set("ts", messages == 0 ? earliestExchange : start)
            .set("ts_end", messages == 0 ? earliestExchange : end)
            .set("workspace", session.workspace())
            .set("session_id", session.session())
            .set("witnesses", Canonical.namesByRank(witnesses))
            .set("title", title.text())
            .set("models", JsonMapper.shared().writeValueAsString(models))
            .set("message_count", messages)
            .set("reply_count", replies)
            .set("tool_call_count", calls);
    picks.forEach((column, pick) -> row.set(column, pick.text()));
    tokens.forEach(row::set);
    return Hashes.identified(row);
  }
}
