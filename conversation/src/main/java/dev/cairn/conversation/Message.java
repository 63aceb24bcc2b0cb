package dev.cairn.conversation;

import dev.cairn.model.Column;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message, merged from everything that was witnessed of it. Of what one witness saw, the first
 * row of each part counts. The parts are those of the most believed witness that saw any content;
 * what it does not say of the message as a whole, the next one says.
 */
final class Message {
  /** What is said of a message as a whole and may be taken from another witness. */
  private static final List<String> LENT =
      List.of(
          "gateway_id",
          "machine",
          "agent",
          "parent_session_id",
          "run_id",
          "model",
          "provider",
          "request_id",
          "exchange_id",
          "provider_message_id",
          "stop_reason",
          "cwd",
          "git_branch",
          "client_version",
          "is_sidechain",
          "compat_message_id",
          "previous_message_id");

  private static final List<String> SHARED =
      Datasets.MESSAGES.columns().stream()
          .map(Column::name)
          .filter(name -> Datasets.WITNESSED.indexOf(name).isPresent())
          .toList();

  private final String key;
  private final SortedMap<Integer, SortedMap<Long, Row>> views = new TreeMap<>();

  private Message(String key) {
    this.key = key;
  }

  /**
   * Rows of {@code messages}, one per part, without {@code row_id}.
   *
   * @param key the final key of the message
   * @param witnessed at least one row, in canonical order
   */
  static List<Row> of(String key, List<Row> witnessed) {
    Message message = new Message(key);
    for (Row row : witnessed) {
      message
          .views
          .computeIfAbsent(Canonical.standing(row), standing -> new TreeMap<>())
          .putIfAbsent(Canonical.part(row), row);
    }
    return message.rows();
  }

  private List<Row> rows() {
    String witnesses = witnesses();
    SortedMap<Long, Row> parts = contentView();
    List<Row> rows = new ArrayList<>(parts.size());
    for (Row part : parts.values()) {
      Row row = Row.of(Datasets.MESSAGES);
      SHARED.forEach(column -> row.set(column, part.value(column)));
      row.set("message_key", key).set("part", Canonical.part(part)).set("witnesses", witnesses);
      if (views.size() > 1) {
        borrow(row, rows.isEmpty());
      }
      rows.add(row);
    }
    return rows;
  }

  private SortedMap<Long, Row> contentView() {
    for (SortedMap<Long, Row> view : views.values()) {
      if (view.values().stream().anyMatch(row -> !"empty".equals(row.text("part_type")))) {
        return view;
      }
    }
    return first(views);
  }

  private String witnesses() {
    return Canonical.namesByRank(
        views.values().stream().map(view -> Canonical.text(first(view), "witness")).toList());
  }

  private void borrow(Row row, boolean isFirst) {
    long part = Canonical.part(row);
    for (String column : LENT) {
      row.set(column, lent(column, part));
    }
    usage(isFirst).into(row);
    row.set("attributes", attributes(part));
  }

  private @Nullable Object lent(String column, long part) {
    for (SortedMap<Long, Row> view : views.values()) {
      Object value = view.getOrDefault(part, first(view)).value(column);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** All numbers from one witness: those of two would count tokens twice or not at all. */
  private Usage usage(boolean isFirst) {
    for (SortedMap<Long, Row> view : views.values()) {
      Usage usage = Usage.of(first(view));
      if (isFirst && !usage.equals(Usage.NOT_RECORDED)) {
        return usage;
      }
    }
    return Usage.NOT_RECORDED;
  }

  private @Nullable String attributes(long part) {
    TreeSet<String> texts = new TreeSet<>();
    List<String> ranked = new ArrayList<>();
    for (SortedMap<Long, Row> view : views.values()) {
      Row row = view.get(part);
      String text = row == null ? null : row.text("attributes");
      if (text != null && texts.add(text)) {
        ranked.add(text);
      }
    }
    return ranked.size() < 2 ? ranked.stream().findFirst().orElse(null) : joined(ranked);
  }

  /** One object with the keys of all; where several have a key, the first says what it holds. */
  private static String joined(List<String> objects) {
    ObjectNode joined = JsonMapper.shared().createObjectNode();
    for (String object : objects) {
      JsonMapper.shared()
          .readTree(object)
          .properties()
          .forEach(entry -> joined.putIfAbsent(entry.getKey(), entry.getValue()));
    }
    return joined.toString();
  }

  private static <K, V> V first(SortedMap<K, V> map) {
    return map.sequencedValues().getFirst();
  }
}
