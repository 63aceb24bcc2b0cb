package dev.cairn.lake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Values of the engine as values of an answer. */
final class Values {
  private Values() {}

  /** A cell that is not null, of a type that {@link ChunkRows#reads}. */
  static Object cell(DuckDBReadableVector column, long row) {
    return switch (column.getType()) {
      case BOOLEAN -> column.getBoolean(row);
      case TINYINT -> (long) column.getByte(row);
      case UTINYINT -> (long) column.getUint8(row);
      case SMALLINT -> (long) column.getShort(row);
      case USMALLINT -> (long) column.getUint16(row);
      case INTEGER -> (long) column.getInt(row);
      case UINTEGER -> column.getUint32(row);
      case BIGINT -> column.getLong(row);
      case HUGEINT -> column.getHugeInt(row);
      case FLOAT -> widened(column.getFloat(row));
      case DOUBLE -> column.getDouble(row);
      case DECIMAL -> column.getBigDecimal(row);
      case DATE -> column.getLocalDate(row).toString();
      case TIMESTAMP -> column.getLocalDateTime(row).toInstant(ZoneOffset.UTC);
      case TIMESTAMP_WITH_TIME_ZONE -> column.getOffsetDateTime(row).toInstant();
      default -> column.getString(row);
    };
  }

  /** What the driver gave. */
  static @Nullable Object of(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Float number -> widened(number);
      case Double number -> number;
      case BigDecimal number -> number;
      case BigInteger number -> number;
      case Number number -> number.longValue();
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case Timestamp time -> instant(time);
      case Array array -> list(array);
      case DuckDBStruct struct -> map(struct.getMap());
      case Map<?, ?> map -> map(map);
      case Blob blob -> bytes(blob);
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> value.toString();
    };
  }

  private static double widened(float number) {
    return Double.parseDouble(Float.toString(number));
  }

  private static Instant instant(Timestamp time) {
    return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
  }

  private static List<@Nullable Object> list(Array array) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object item : (Object[]) array.getArray()) {
      list.add(of(item));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      map.put(String.valueOf(of(entry.getKey())), of(entry.getValue()));
    }
    return map;
  }

  private static String bytes(Blob blob) throws SQLException {
    return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
  }
}
