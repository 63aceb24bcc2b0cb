package dev.cairn.lake;

import dev.cairn.model.Column;
import dev.cairn.model.ColumnType;
import dev.cairn.model.Dataset;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** How datasets look to Iceberg. */
final class TableSchema {
  private TableSchema() {}

  /** Every column optional, under its own field id. */
  static Schema of(Dataset dataset) {
    List<Types.NestedField> fields = dataset.columns().stream().map(TableSchema::field).toList();
    return new Schema(fields);
  }

  private static Types.NestedField field(Column column) {
    return Types.NestedField.optional(
        column.id(), column.name(), type(column.type()), column.meaning());
  }

  static Type type(ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> Types.StringType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
    };
  }

  /** One partition for each UTC day of {@code ts}. */
  static PartitionSpec days(Schema schema) {
    return PartitionSpec.builderFor(schema).day("ts").build();
  }
}
