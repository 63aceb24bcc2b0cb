package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.ColumnType;
import dev.cairn.model.Dataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/** Turns what DuckDB tells of a file that it wrote into what Iceberg keeps of it. */
final class Statistics {
  private static final int BOUND_CHARACTERS = 16;

  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Long> nulls = new HashMap<>();
  private final Map<Integer, Long> nans = new HashMap<>();
  private final Map<Integer, ByteBuffer> least = new HashMap<>();
  private final Map<Integer, ByteBuffer> most = new HashMap<>();

  private Statistics() {}

  /**
   * @param columns {@code column_statistics} of {@code COPY ... RETURN_STATS}: quoted names to
   *     names of measures to texts
   */
  static Metrics metrics(Dataset dataset, long rows, Map<String, Map<String, String>> columns) {
    Statistics statistics = new Statistics();
    for (Column column : dataset.columns()) {
      Map<String, String> measures = columns.get('"' + column.name() + '"');
      if (measures != null) {
        statistics.add(column, measures);
      }
    }
    return new Metrics(
        rows,
        statistics.sizes,
        statistics.values,
        statistics.nulls,
        statistics.nans,
        statistics.least,
        statistics.most);
  }

  private void add(Column column, Map<String, String> measures) {
    put(sizes, column, measures.get("column_size_bytes"));
    put(values, column, measures.get("num_values"));
    put(nulls, column, measures.get("null_count"));
    put(nans, column, measures.get("nan_count"));
    bound(least, column, measures.get("min"), false);
    if (!"false".equals(measures.get("max_is_exact"))) {
      bound(most, column, measures.get("max"), true);
    }
  }

  private static void put(Map<Integer, Long> into, Column column, @Nullable String number) {
    if (number != null) {
      into.put(column.id(), Long.valueOf(number));
    }
  }

  private static void bound(
      Map<Integer, ByteBuffer> into, Column column, @Nullable String text, boolean upper) {
    Object value = text == null ? null : value(column.type(), text, upper);
    if (value != null) {
      Type type = TableSchema.type(column.type());
      into.put(column.id(), Conversions.toByteBuffer(type, value));
    }
  }

  private static @Nullable Object value(ColumnType type, String text, boolean upper) {
    return switch (type) {
      case TEXT, JSON -> cut(text, upper);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text.equals("0.0") && !upper ? "-0.0" : text);
      case BOOLEAN -> text.equals("1") || text.equals("true");
      case TIMESTAMP -> micros(text);
    };
  }

  /** A bound of at most 16 characters, or null where there is none so short. */
  private static @Nullable Object cut(String text, boolean upper) {
    if (text.length() <= BOUND_CHARACTERS) {
      return text;
    }
    Literal<CharSequence> whole = Literal.of((CharSequence) text);
    Literal<CharSequence> cut =
        upper
            ? UnicodeUtil.truncateStringMax(whole, BOUND_CHARACTERS)
            : UnicodeUtil.truncateStringMin(whole, BOUND_CHARACTERS);
    return cut == null ? null : cut.value();
  }

  /** Microseconds of a time as DuckDB writes it: {@code 2026-11-05 00:00:00.044+00}. */
  private static long micros(String text) {
    String iso = text.replace(' ', 'T').replaceAll("([+-]\\d\\d)$", "$1:00");
    OffsetDateTime time = OffsetDateTime.parse(iso);
    return time.toEpochSecond() * 1_000_000 + time.get(ChronoField.MICRO_OF_SECOND);
  }

  /** A file of a table, its statistics left behind but for the sessions in it. */
  static LakeFile lakeFile(Dataset dataset, DataFile file) {
    return new LakeFile(
        LocalFiles.path(file.location()),
        file.recordCount(),
        0,
        sessions(dataset, file.lowerBounds(), file.upperBounds()),
        file.copyWithoutStats());
  }

  /** The sessions that bounds by field id allow. */
  static LakeFile.Sessions sessions(
      Dataset dataset,
      @Nullable Map<Integer, ByteBuffer> lower,
      @Nullable Map<Integer, ByteBuffer> upper) {
    int index = dataset.indexOf("session_id").orElse(-1);
    if (index < 0) {
      return LakeFile.Sessions.ANY;
    }
    int id = dataset.columns().get(index).id();
    return new LakeFile.Sessions(text(lower, id), text(upper, id));
  }

  private static @Nullable String text(@Nullable Map<Integer, ByteBuffer> bounds, int id) {
    ByteBuffer bound = bounds == null ? null : bounds.get(id);
    return bound == null ? null : StandardCharsets.UTF_8.decode(bound.duplicate()).toString();
  }
}
