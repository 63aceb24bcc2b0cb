package dev.cairn.conversation;

import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The order in which rows are taken, which does not depend on when they came. */
final class Canonical {
  private static final List<String> WITNESSES = List.of("proxy", "transcript", "telemetry");
  private static final int HISTORY = WITNESSES.size() + 1;

  private Canonical() {}

  /** Rows of {@code witnessed} or {@code exchanges} in canonical order. */
  static List<Row> sorted(Collection<Row> rows) {
    List<Placed> placed = new ArrayList<>(rows.size());
    rows.forEach(row -> placed.add(Placed.of(row)));
    placed.sort(Placed.ORDER);
    return placed.stream().map(Placed::row).toList();
  }

  /**
   * How much the witness of a row is believed, from 0 (most) to 7: proxy, transcript, telemetry,
   * another; then the same with what was taken from a repeated history.
   */
  static int standing(Row row) {
    if (row.dataset() != Datasets.WITNESSED) {
      return 0;
    }
    return rank(text(row, "witness")) + (fromHistory(row) ? HISTORY : 0);
  }

  /** A JSON list of the names of witnesses, each once, the most believed first. */
  static String namesByRank(Collection<String> witnesses) {
    List<String> names = new ArrayList<>(new TreeSet<>(witnesses));
    names.sort(Comparator.comparingInt(Canonical::rank));
    return JsonMapper.shared().writeValueAsString(names);
  }

  private static int rank(String witness) {
    int rank = WITNESSES.indexOf(witness);
    return rank < 0 ? WITNESSES.size() : rank;
  }

  static boolean fromHistory(Row row) {
    return Boolean.TRUE.equals(row.flag("from_history"));
  }

  static long time(Row row) {
    return present(row, "ts", row.number("ts"));
  }

  static long part(Row row) {
    Long part = row.number("part");
    return part == null ? 0 : part;
  }

  /** A cell that every row of the dataset has. */
  static String text(Row row, String column) {
    return present(row, column, row.text(column));
  }

  private static <T> T present(Row row, String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a row of " + row.dataset() + " must have " + column);
    }
    return value;
  }

  /** A row with what orders it: place, key, part; in a tie, which no journal has, all it says. */
  private record Placed(Place place, String key, long part, Row row) {
    static final Comparator<Placed> ORDER =
        Comparator.comparing(Placed::place)
            .thenComparing(Placed::key)
            .thenComparingLong(Placed::part)
            .thenComparing(placed -> placed.row().toString());

    static Placed of(Row row) {
      boolean witnessed = row.dataset() == Datasets.WITNESSED;
      return new Placed(
          Place.of(row),
          witnessed ? text(row, "message_key") : "",
          witnessed ? Canonical.part(row) : 0,
          row);
    }
  }
}
